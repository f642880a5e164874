//! Texts that people type: trimmed, of bounded length, without control characters.

use super::refusal::{Refusal, RefusalCode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A text of at most `MOST` characters that says something. Line breaks are allowed only when `LINES` is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text<const MOST: usize, const LINES: bool>(String);

/// A name or label: one line of at most 200 characters.
pub type Name = Text<200, false>;
/// A description or note: at most 10,000 characters with line breaks.
pub type LongText = Text<10_000, true>;

impl<const MOST: usize, const LINES: bool> Text<MOST, LINES> {
    /// Checks a text.
    ///
    /// # Errors
    /// `REQUIRED` when nothing is left after trimming, `TOO_LONG`, `CONTROL_CHARACTERS`.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::new(RefusalCode::Required));
        }
        if text.chars().count() > MOST {
            return Err(Refusal::new(RefusalCode::TooLong).with("max", MOST));
        }
        if text.chars().any(|sign| sign.is_control() && !(LINES && matches!(sign, '\n' | '\r' | '\t'))) {
            return Err(Refusal::new(RefusalCode::ControlCharacters));
        }
        Ok(Self(text.to_owned()))
    }

    /// Checks a text that may be left out; an empty one counts as left out.
    ///
    /// # Errors
    /// As for [`Text::new`], but never `REQUIRED`.
    pub fn optional(text: Option<&str>) -> Result<Option<Self>, Refusal> {
        text.filter(|text| !text.trim().is_empty()).map(Self::new).transpose()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MOST: usize, const LINES: bool> fmt::Display for Text<MOST, LINES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(Name::new(" Bildungsbüro ").unwrap().as_str(), "Bildungsbüro");
        assert_eq!(Name::new("a\0b").unwrap_err().code, RefusalCode::ControlCharacters);
        assert_eq!(Name::new("a\nb").unwrap_err().code, RefusalCode::ControlCharacters);
        assert_eq!(Name::new("  ").unwrap_err().code, RefusalCode::Required);
        assert_eq!(Name::new(&"ä".repeat(201)).unwrap_err().code, RefusalCode::TooLong);
        assert!(LongText::new("a\nb").is_ok());
    }
}
