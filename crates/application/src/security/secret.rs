//! The platform's secret, from which all its symmetric keys are derived.

use domain::shared::Ids;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// 32 random bytes that only the platform knows. Nothing is used with the secret itself: every use has a key of its
/// own, derived under its label, so that a signature made for one thing is worth nothing for another.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A new one.
    pub fn new(ids: &dyn Ids) -> Self {
        let mut bytes = [0; 32];
        ids.fill(&mut bytes);
        Self(bytes)
    }

    /// The one that is kept in hexadecimal form; `None` when the text is not 64 hexadecimal digits.
    pub fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text.trim(), &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// The form in which it is kept. Write it to a file that nobody else can read, and to nothing else.
    pub fn reveal(&self) -> String {
        hex::encode(self.0)
    }

    /// The key for one use.
    pub fn key(&self, label: &str) -> [u8; 32] {
        tag(&self.0, label.as_bytes()).finalize().into_bytes().into()
    }

    /// A signature (HMAC-SHA-256) of a message for one use.
    pub fn sign(&self, label: &str, message: &[u8]) -> [u8; 32] {
        tag(&self.key(label), message).finalize().into_bytes().into()
    }

    /// Whether the signature is ours; takes the same time whatever it looks like.
    pub fn verify(&self, label: &str, message: &[u8], signature: &[u8]) -> bool {
        tag(&self.key(label), message).verify_slice(signature).is_ok()
    }
}

fn tag(key: &[u8; 32], message: &[u8]) -> Hmac<Sha256> {
    let mut tag = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    tag.update(message);
    tag
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_worth_nothing_for_another_use_or_message() {
        let secret = Secret::read(&"07".repeat(32)).unwrap();
        let signature = secret.sign("invitation", b"one");
        assert!(secret.verify("invitation", b"one", &signature));
        assert!(!secret.verify("password-reset", b"one", &signature));
        assert!(!secret.verify("invitation", b"two", &signature));
        assert!(!Secret::read(&"08".repeat(32)).unwrap().verify("invitation", b"one", &signature));
    }

    #[test]
    fn it_never_shows_itself_by_accident() {
        assert_eq!(format!("{:?}", Secret::read(&"07".repeat(32)).unwrap()), "Secret(…)");
    }
}
