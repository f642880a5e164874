//! The second factor: one-time codes by time (TOTP, RFC 6238), and recovery codes for when the device is lost.

use super::Secret;
use crate::Error;
use domain::shared::{AccountId, EmailAddress, Ids, Timestamp};
use totp_rs::{Builder, Totp};

/// For what the secrets are sealed.
const LABEL: &str = "second-factor";
/// Who asks for the code, as apps show it.
const ISSUER: &str = "Bildungsnetz";
/// How many recovery codes there are.
const RECOVERY_CODES: usize = 10;
/// The signs of recovery codes: without those that look alike.
const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A secret that an authenticator app shares with the platform.
pub struct SecondFactor(Totp);

impl SecondFactor {
    /// A new one, of 160 bits.
    ///
    /// # Errors
    /// Never in practice: the library checks the length.
    pub fn new(ids: &dyn Ids, email: &EmailAddress) -> Result<Self, Error> {
        let mut secret = [0; 20];
        ids.fill(&mut secret);
        Self::of(&secret, email)
    }

    fn of(secret: &[u8], email: &EmailAddress) -> Result<Self, Error> {
        // The label must hold no colon; an address may, in quotes.
        let name = email.as_str().replace(':', "_");
        let builder = Builder::new().with_secret(secret).with_issuer(Some(ISSUER)).with_account_name(name);
        builder.build().map(Self).map_err(Error::unexpected)
    }

    /// Encrypted, for the database.
    pub fn seal(&self, secret: &Secret, account: AccountId, ids: &dyn Ids) -> String {
        secret.seal(LABEL, account.uuid(), ids, self.0.secret().as_ref())
    }

    /// Read from the database.
    ///
    /// # Errors
    /// When it was sealed with another secret of the platform, or is damaged.
    pub fn unseal(secret: &Secret, account: AccountId, email: &EmailAddress, sealed: &str) -> Result<Self, Error> {
        let plain = secret.unseal(LABEL, account.uuid(), sealed);
        let plain = plain.ok_or_else(|| Error::unexpected("a second factor cannot be unsealed with this secret"))?;
        Self::of(&plain, email)
    }

    /// The secret for typing it into an app, in base 32.
    pub fn base32(&self) -> String {
        self.0.secret().to_base32()
    }

    /// The address that apps read from a QR code (`otpauth:`).
    ///
    /// # Errors
    /// Never in practice: the library checks the names.
    pub fn uri(&self) -> Result<String, Error> {
        self.0.to_url().map_err(Error::unexpected)
    }

    /// The step of a code that is right now, or was half a minute ago, or will be then; `None` for any other. A step
    /// that is not after the last one used is a repetition, which the caller refuses.
    pub fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let code: String = code.split_whitespace().collect();
        let step = self.0.check(&code, u64::try_from(now.as_seconds()).ok()?)?;
        i64::try_from(step).ok()
    }
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecondFactor(…)")
    }
}

/// New recovery codes of 75 bits each, as they are shown once.
pub fn new_recovery_codes(ids: &dyn Ids) -> Vec<String> {
    let code = |_| {
        let mut bytes = [0; 15];
        ids.fill(&mut bytes);
        let signs: String = bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
        format!("{}-{}-{}", &signs[..5], &signs[5..10], &signs[10..])
    };
    (0..RECOVERY_CODES).map(code).collect()
}

/// What is kept of a recovery code: a keyed digest, by which it is found again however it was typed.
pub fn recovery_digest(secret: &Secret, account: AccountId, code: &str) -> String {
    let signs = code.to_lowercase().replace(['i', 'l'], "1").replace('o', "0");
    let signs: String = signs.chars().filter(char::is_ascii_alphanumeric).collect();
    hex::encode(secret.sign("recovery-code", format!("{account}:{signs}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemIds;
    use uuid::Uuid;

    fn email() -> EmailAddress {
        EmailAddress::new("kim.beispiel@remscheid.example").unwrap()
    }

    #[test]
    fn codes_follow_the_test_vectors_of_rfc_6238() {
        let factor = SecondFactor::of(b"12345678901234567890", &email()).unwrap();
        let at = |seconds| Timestamp::from_micros(0).unwrap().plus_seconds(seconds);
        assert_eq!(factor.step_of("287 082", at(59)), Some(1));
        assert_eq!(factor.step_of("081804", at(1_111_111_109)), Some(37_037_036));
        assert_eq!(factor.step_of("287082", at(59 + 60)), None, "more than one step late");
        assert_eq!(factor.step_of("287083", at(59)), None);
        assert_eq!(factor.step_of("", at(59)), None);
    }

    #[test]
    fn apps_can_read_the_address() {
        let uri = SecondFactor::new(&SystemIds, &email()).unwrap().uri().unwrap();
        assert!(uri.starts_with("otpauth://totp/Bildungsnetz:kim.beispiel%40remscheid.example?secret="), "{uri}");
    }

    #[test]
    fn it_survives_the_database() {
        let (secret, account) = (Secret::new(&SystemIds), AccountId::from(Uuid::from_u128(1)));
        let factor = SecondFactor::new(&SystemIds, &email()).unwrap();
        let sealed = factor.seal(&secret, account, &SystemIds);
        assert_eq!(SecondFactor::unseal(&secret, account, &email(), &sealed).unwrap().base32(), factor.base32());
        assert!(SecondFactor::unseal(&Secret::new(&SystemIds), account, &email(), &sealed).is_err());
    }

    #[test]
    fn a_recovery_code_is_found_however_it_is_typed() {
        let (secret, account) = (Secret::new(&SystemIds), AccountId::from(Uuid::from_u128(1)));
        let digest = |code: &str| recovery_digest(&secret, account, code);
        assert_eq!(digest("a0b1c-d2e3f-g4h5j"), digest(" AOBLC D2E3F G4H5J"));
        assert_ne!(digest("a0b1c-d2e3f-g4h5j"), digest("a0b1c-d2e3f-g4h5k"));
        let codes = new_recovery_codes(&SystemIds);
        let different: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!((different.len(), codes[0].len()), (10, 17));
    }
}
