//! Codes that people type: short, in groups of four, without signs that are taken for others (Crockford's Base32).

use crate::shared::Ids;
use base32::Alphabet::Crockford;
use std::fmt;

/// What proves a certificate: 80 random bits, which nobody guesses. It is shown as `K7QM-3XPT-9WRD-V2HF`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VerificationCode(String);

/// What a participant says at the door: 40 bits, looked for only among those who have a seat in one session. It is shown
/// as `K7QM-3XPT`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CheckInCode(String);

impl VerificationCode {
    const BYTES: usize = 10;

    /// A new one.
    pub fn new(ids: &dyn Ids) -> Self {
        let mut bytes = [0; Self::BYTES];
        ids.fill(&mut bytes);
        Self(base32::encode(Crockford, &bytes))
    }

    /// Reads what somebody typed: small letters, spaces and hyphens make no difference, nor O for 0 and I or L for 1.
    /// `None` for what no code looks like.
    pub fn read(text: &str) -> Option<Self> {
        read(text, Self::BYTES).map(Self)
    }

    /// The code without its hyphens.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CheckInCode {
    const BYTES: usize = 5;

    /// The code that begins a digest.
    pub fn of(digest: &[u8; 32]) -> Self {
        Self(base32::encode(Crockford, &digest[..Self::BYTES]))
    }

    /// Reads what somebody typed, as [`VerificationCode::read`] does.
    pub fn read(text: &str) -> Option<Self> {
        read(text, Self::BYTES).map(Self)
    }
}

fn read(text: &str, bytes: usize) -> Option<String> {
    // Five bits for each sign; base32 itself would let a sign too many pass.
    let length = bytes * 8 / 5;
    let signs: String = text.chars().filter(|sign| !matches!(sign, ' ' | '-')).take(length + 1).collect();
    let plain = signs.len() == length && signs.chars().all(|sign| sign.is_ascii_alphanumeric());
    let read = plain.then(|| base32::decode(Crockford, &signs))?.filter(|read| read.len() == bytes)?;
    Some(base32::encode(Crockford, &read))
}

fn grouped(code: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (place, sign) in code.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            f.write_str("-")?;
        }
        write!(f, "{sign}")?;
    }
    Ok(())
}

impl fmt::Display for VerificationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        grouped(&self.0, f)
    }
}

impl fmt::Display for CheckInCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        grouped(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = VerificationCode::read("K7QM-3XPT-9WRD-V201").unwrap();
        assert_eq!(code.to_string(), "K7QM-3XPT-9WRD-V201");
        for typed in ["k7qm3xpt9wrdv201", " K7QM 3XPT 9WRD V2OI ", "k7qm-3xpt-9wrd-v2ol"] {
            assert_eq!(VerificationCode::read(typed), Some(code.clone()), "{typed}");
        }
        for typed in ["", "K7QM", "K7QM-3XPT-9WRD-V201-0", "K7QM-3XPT-9WRD-V2U1", "ÄÖÜ", "K7QM_3XPT_9WRD_V201", "[[[["]
        {
            assert_eq!(VerificationCode::read(typed), None, "{typed}");
        }
        assert_eq!(CheckInCode::read("k7qm 3xpt").unwrap().to_string(), "K7QM-3XPT");
        assert_eq!(CheckInCode::read("K7QM-3XPT-9WRD-V201"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_code_or_nothing(typed in "\\PC*") {
            if let Some(code) = VerificationCode::read(&typed) {
                prop_assert_eq!(VerificationCode::read(&code.to_string()), Some(code));
            }
        }
    }
}
