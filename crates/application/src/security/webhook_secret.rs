//! Secrets of webhooks, by the Standard Webhooks specification: HMAC-SHA-256 over id, instant and body.

use super::Secret;
use crate::Error;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::shared::{Ids, WebhookSubscriptionId};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// For what the secrets are sealed.
const LABEL: &str = "webhook";
/// How they begin, as the specification has it.
const PREFIX: &str = "whsec_";

/// A secret that a receiver shares with the platform: 256 random bits.
pub struct WebhookSecret([u8; 32]);

impl WebhookSecret {
    /// A new one.
    pub fn new(ids: &dyn Ids) -> Self {
        let mut bytes = [0; 32];
        ids.fill(&mut bytes);
        Self(bytes)
    }

    /// As it is shown once, and as libraries of receivers take it.
    pub fn shown(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(self.0))
    }

    /// Encrypted, for the database.
    pub fn seal(&self, secret: &Secret, webhook: WebhookSubscriptionId, ids: &dyn Ids) -> String {
        secret.seal(LABEL, webhook.uuid(), ids, &self.0)
    }

    /// Read from the database.
    ///
    /// # Errors
    /// When it was sealed with another secret of the platform, or is damaged.
    pub fn unseal(secret: &Secret, webhook: WebhookSubscriptionId, sealed: &str) -> Result<Self, Error> {
        let plain = secret.unseal(LABEL, webhook.uuid(), sealed).and_then(|plain| plain.try_into().ok());
        plain.map(Self).ok_or_else(|| Error::unexpected("a webhook's secret cannot be unsealed with this secret"))
    }

    /// The signature of a body that is sent at an instant, in seconds since 1970.
    ///
    /// # Panics
    /// Never: HMAC takes keys of any length.
    pub fn sign(&self, id: &str, seconds: i64, body: &str) -> String {
        let mut tag = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        tag.update(format!("{id}.{seconds}.").as_bytes());
        tag.update(body.as_bytes());
        format!("v1,{}", STANDARD.encode(tag.finalize().into_bytes()))
    }
}

impl std::fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemIds;
    use uuid::Uuid;

    #[test]
    fn it_signs_as_the_specification_does() {
        // Computed with Node's own HMAC; the acceptance tests hold it against the specification's library.
        let secret = WebhookSecret([7; 32]);
        assert_eq!(secret.shown(), "whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");
        let signature = secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signature, "v1,YO/ulmd+VFtlnbodv7yLOOsS6RlBZ48h++gXZrGOpZo=");
    }

    #[test]
    fn it_survives_the_database_and_never_shows_itself() {
        let (platform, webhook) = (Secret::new(&SystemIds), Uuid::from_u128(1).into());
        let secret = WebhookSecret::new(&SystemIds);
        let sealed = secret.seal(&platform, webhook, &SystemIds);
        assert_eq!(WebhookSecret::unseal(&platform, webhook, &sealed).unwrap().shown(), secret.shown());
        assert!(WebhookSecret::unseal(&platform, Uuid::from_u128(2).into(), &sealed).is_err());
        assert_eq!(format!("{secret:?}"), "WebhookSecret(…)");
    }
}
