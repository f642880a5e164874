//! The keys of one issuer: where they are read, how long they are kept, and how often they are asked for.

use super::fault::TokenFault;
use super::settings::IssuerRules;
use super::web::{ReadFault, Web};
use crate::security::assertion::suits;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::shared::Timestamp;
use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, KeyOperations, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;

/// After so many seconds keys are read anew: one that was taken away counts no longer.
const FRESH: i64 = 300;
/// How many seconds lie at least between two tries to read them, so that tokens with invented keys do not have the issuer
/// asked for each of them.
const PAUSE: i64 = 10;
/// For so many seconds keys are used while the issuer does not answer.
const KEPT: i64 = 3_600;
/// The least length of the modulus of an RSA key, in bytes.
const LEAST_RSA: usize = 256;
/// The most keys of one issuer that are looked at.
const MOST: usize = 50;

/// An issuer with its keys.
pub(super) struct Issuer {
    pub(super) rules: IssuerRules,
    keys: RwLock<Option<Arc<Keys>>>,
    /// When they were last asked for; held while they are.
    tried: Mutex<Option<Timestamp>>,
}

struct Keys {
    all: Vec<(Jwk, DecodingKey)>,
    read_at: Timestamp,
}

/// The part of the metadata that is needed (OpenID Connect Discovery 1.0, 3).
#[derive(Deserialize)]
struct Metadata {
    issuer: String,
    jwks_uri: String,
}

/// Keys as they are published; those of kinds that are not known are left out one by one.
#[derive(Deserialize)]
struct Published {
    keys: Vec<serde_json::Value>,
}

impl Keys {
    fn find(&self, kid: &str, algorithm: Algorithm) -> Option<DecodingKey> {
        let fits = |key: &Jwk| key.common.key_id.as_deref() == Some(kid) && suits(key, algorithm);
        self.all.iter().find(|(key, _)| fits(key)).map(|(_, key)| key.clone())
    }

    fn are_within(&self, seconds: i64, now: Timestamp) -> bool {
        now < self.read_at.plus_seconds(seconds)
    }
}

impl Issuer {
    pub(super) fn new(rules: IssuerRules) -> Self {
        Self { rules, keys: RwLock::new(None), tried: Mutex::new(None) }
    }

    /// The key with this id for this algorithm.
    ///
    /// # Errors
    /// `Invalid` when the issuer has none, `Away` when nothing is known of its keys.
    pub(super) async fn key(
        &self,
        web: &Web,
        kid: &str,
        algorithm: Algorithm,
        now: Timestamp,
    ) -> Result<DecodingKey, TokenFault> {
        let known = self.known().filter(|keys| keys.are_within(FRESH, now));
        if let Some(key) = known.and_then(|keys| keys.find(kid, algorithm)) {
            return Ok(key);
        }
        self.refresh(web, now).await;
        let known = self.known().filter(|keys| keys.are_within(KEPT, now));
        let known = known.ok_or_else(|| TokenFault::Away(self.rules.issuer.clone()))?;
        known.find(kid, algorithm).ok_or(TokenFault::Invalid("its issuer has no such key"))
    }

    fn known(&self) -> Option<Arc<Keys>> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the keys anew, unless that was tried a moment ago. Many who need it wait for one.
    async fn refresh(&self, web: &Web, now: Timestamp) {
        let mut tried = self.tried.lock().await;
        if tried.is_some_and(|before| now < before.plus_seconds(PAUSE)) {
            return;
        }
        *tried = Some(now);
        let issuer = self.rules.issuer.as_str();
        match self.read(web).await {
            Ok(all) => {
                tracing::info!(issuer, keys = all.len(), "the keys of an identity provider were read");
                let keys = Some(Arc::new(Keys { all, read_at: now }));
                *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
            }
            Err(error) => {
                let error: &dyn std::error::Error = &error;
                tracing::warn!(issuer, error, "the keys of an identity provider cannot be read");
            }
        }
    }

    async fn read(&self, web: &Web) -> Result<Vec<(Jwk, DecodingKey)>, ReadFault> {
        let issuer = &self.rules.issuer;
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let metadata: Metadata = web.read(&address).await?;
        if metadata.issuer != *issuer {
            return Err(ReadFault::OtherIssuer(metadata.issuer));
        }
        let published: Published = web.read(&metadata.jwks_uri).await?;
        let keys: Vec<_> = published.keys.into_iter().take(MOST).filter_map(usable).collect();
        if keys.is_empty() { Err(ReadFault::NoKeys) } else { Ok(keys) }
    }
}

/// A public key that checks signatures, with an id of its own.
fn usable(published: serde_json::Value) -> Option<(Jwk, DecodingKey)> {
    let key: Jwk = serde_json::from_value(published).ok()?;
    let signs = key.common.public_key_use.as_ref().is_none_or(|purpose| *purpose == PublicKeyUse::Signature);
    let operations = key.common.key_operations.as_ref();
    let verifies = operations.is_none_or(|operations| operations.contains(&KeyOperations::Verify));
    let strong = match &key.algorithm {
        AlgorithmParameters::RSA(rsa) => URL_SAFE_NO_PAD.decode(&rsa.n).is_ok_and(|modulus| modulus.len() >= LEAST_RSA),
        AlgorithmParameters::EllipticCurve(_) | AlgorithmParameters::OctetKeyPair(_) => true,
        _ => false,
    };
    if !(signs && verifies && strong && key.common.key_id.is_some()) {
        return None;
    }
    let decoding = DecodingKey::from_jwk(&key).ok()?;
    Some((key, decoding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn published(more: &Value) -> Value {
        let mut key = json!({
            "kty": "OKP", "crv": "Ed25519", "kid": "a", "use": "sig", "alg": "EdDSA",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        });
        key.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        key
    }

    #[test]
    fn keys_that_check_signatures_are_taken_and_no_others() {
        assert!(usable(published(&json!({}))).is_some());
        assert!(usable(published(&json!({"key_ops": ["verify"]}))).is_some());
        for more in [json!({"use": "enc"}), json!({"kid": null}), json!({"key_ops": ["encrypt"]}), json!({"kty": "X"})]
        {
            assert!(usable(published(&more)).is_none(), "{more}");
        }
        assert!(usable(json!({"kty": "oct", "kid": "a", "k": "c2VjcmV0"})).is_none(), "a shared secret");
        let short = URL_SAFE_NO_PAD.encode([0xff; 128]);
        assert!(usable(json!({"kty": "RSA", "kid": "a", "e": "AQAB", "n": short})).is_none(), "1024 bits");
        let long = URL_SAFE_NO_PAD.encode([0xff; 256]);
        assert!(usable(json!({"kty": "RSA", "kid": "a", "e": "AQAB", "n": long})).is_some());
    }

    #[test]
    fn a_key_is_found_by_its_id_for_its_algorithm() {
        let all = vec![usable(published(&json!({}))).unwrap()];
        let keys = Keys { all, read_at: Timestamp::parse("2020-03-03T08:00:00Z").unwrap() };
        assert!(keys.find("a", Algorithm::EdDSA).is_some());
        assert!(keys.find("b", Algorithm::EdDSA).is_none() && keys.find("a", Algorithm::RS256).is_none());
    }
}
