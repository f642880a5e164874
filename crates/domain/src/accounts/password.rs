//! What makes a password (NIST SP 800-63B: length and guessability, no rules of composition).

use crate::shared::{Refusal, RefusalCode};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// The fewest characters.
const LEAST: usize = 12;
/// The most characters.
const MOST: usize = 128;

/// The least score, of 0 to 4, by which a password counts as hard to guess.
pub const LEAST_SCORE: u8 = 3;

/// A password as it was typed. It shows itself to nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A new password of 12 to 128 characters. Whether it can be guessed is judged apart, by [`Password::judge`].
    ///
    /// # Errors
    /// `TOO_SHORT`, `TOO_LONG`.
    pub fn choose(text: &str) -> Result<Self, Refusal> {
        let password = Self::typed(text);
        match password.0.chars().count() {
            0..LEAST => Err(Refusal::new(RefusalCode::TooShort).with("min", LEAST)),
            LEAST..=MOST => Ok(password),
            _ => Err(Refusal::new(RefusalCode::TooLong).with("max", MOST)),
        }
    }

    /// A password that is only compared. Keyboards write the same umlaut in different ways; here they are one (NFKC).
    pub fn typed(text: &str) -> Self {
        Self(text.nfkc().collect())
    }

    /// Whether a score is enough.
    ///
    /// # Errors
    /// `WEAK_PASSWORD`.
    pub fn judge(score: u8) -> Result<(), Refusal> {
        if score >= LEAST_SCORE { Ok(()) } else { Err(Refusal::new(RefusalCode::WeakPassword).with("score", score)) }
    }

    /// The secret itself: to be hashed, and for nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_length_counts_and_never_the_kinds_of_signs() {
        assert!(Password::choose("nur kleine buchstaben").is_ok());
        assert_eq!(Password::choose("Kurz!1").unwrap_err().code, RefusalCode::TooShort);
        assert!(Password::choose(&"ä".repeat(128)).is_ok());
        assert_eq!(Password::choose(&"ä".repeat(129)).unwrap_err().code, RefusalCode::TooLong);
    }

    #[test]
    fn an_umlaut_is_the_same_from_every_keyboard() {
        assert_eq!(Password::typed("B\u{fc}ro"), Password::typed("Bu\u{308}ro"));
    }

    #[test]
    fn a_score_below_three_is_weak() {
        assert_eq!(Password::judge(2).unwrap_err().code, RefusalCode::WeakPassword);
        assert!(Password::judge(3).is_ok());
    }

    #[test]
    fn it_shows_itself_to_nobody() {
        assert_eq!(format!("{:?}", Password::typed("geheim")), "Password(…)");
    }
}
