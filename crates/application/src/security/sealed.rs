//! Secrets that the platform must read again: encrypted in the database (XChaCha20-Poly1305).

use super::Secret;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use domain::shared::Ids;
use uuid::Uuid;

impl Secret {
    /// Encrypts `plain` for one use and one record: moved to another record, it cannot be opened. In hexadecimal form.
    ///
    /// # Panics
    /// Never: the cipher refuses only texts of many gigabytes.
    pub fn seal(&self, label: &str, record: Uuid, ids: &dyn Ids, plain: &[u8]) -> String {
        let mut nonce = [0; 24];
        ids.fill(&mut nonce);
        let payload = Payload { msg: plain, aad: record.as_bytes() };
        let sealed = self.cipher(label).encrypt(XNonce::from_slice(&nonce), payload);
        hex::encode([&nonce[..], &sealed.expect("the text is far shorter than the cipher's limit")].concat())
    }

    /// Decrypts; `None` when it was sealed for something else, or is damaged.
    pub fn unseal(&self, label: &str, record: Uuid, sealed: &str) -> Option<Vec<u8>> {
        let bytes = hex::decode(sealed).ok()?;
        let (nonce, msg) = bytes.split_at_checked(24)?;
        self.cipher(label).decrypt(XNonce::from_slice(nonce), Payload { msg, aad: record.as_bytes() }).ok()
    }

    fn cipher(&self, label: &str) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.key(label).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemIds;

    #[test]
    fn a_sealed_secret_opens_only_for_its_use_and_record() {
        let secret = Secret::new(&SystemIds);
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = secret.seal("totp", one, &SystemIds, b"hidden");
        assert_eq!(secret.unseal("totp", one, &sealed).as_deref(), Some(&b"hidden"[..]));
        assert_eq!(secret.unseal("totp", other, &sealed), None);
        assert_eq!(secret.unseal("mail", one, &sealed), None);
        assert_eq!(Secret::new(&SystemIds).unseal("totp", one, &sealed), None);
        assert_eq!(secret.unseal("totp", one, "00"), None);
        assert!(!sealed.contains(&hex::encode("hidden")));
    }
}
