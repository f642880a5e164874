//! Names of files, as people see them and as they are saved.

use crate::shared::{Name, Refusal, RefusalCode};
use sanitize_filename::{OptionsForCheck, is_sanitized_with_options};
use std::fmt;

/// The name of a file without any folder: one line of at most 200 characters that every operating system can save.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileName(Name);

impl FileName {
    /// Checks a name.
    ///
    /// # Errors
    /// `REQUIRED`, `TOO_LONG`, `CONTROL_CHARACTERS`; `INVALID` for a path, a name that some operating system keeps for
    /// itself, and signs that turn the direction of writing, which hide the real ending.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let name = Name::new(text)?;
        let saved = is_sanitized_with_options(name.as_str(), OptionsForCheck { windows: true, truncate: true });
        if !saved || name.as_str().starts_with('.') || name.as_str().chars().any(turns_direction) {
            let reason = "a plain file name without folders, such as Einladung.pdf, is needed";
            return Err(Refusal::new(RefusalCode::Invalid).with("reason", reason));
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// What stands behind the last dot, in lower case; empty without a dot.
    pub fn extension(&self) -> String {
        self.as_str().rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default()
    }
}

const fn turns_direction(sign: char) -> bool {
    matches!(sign, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_are_taken_as_they_are() {
        for name in
            ["Einladung.pdf", "Protokoll 3. Sitzung (Entwurf).docx", "Übersicht – Mühlheim & Köln.xlsx", "LIESMICH"]
        {
            assert_eq!(FileName::new(name).unwrap().as_str(), name);
        }
        assert_eq!(FileName::new("Bild.JPG").unwrap().extension(), "jpg");
        assert_eq!(FileName::new("LIESMICH").unwrap().extension(), "");
    }

    #[test]
    fn a_path_or_a_trick_is_refused() {
        for name in [
            "../secret",
            "..",
            ".",
            "/etc/passwd",
            "C:\\x.pdf",
            "a/b.pdf",
            "a\\b.pdf",
            ".htaccess",
            "con",
            "NUL.txt",
            "x.pdf.",
            "a\u{202e}fdp.exe",
            "a:b.pdf",
            "what?.pdf",
            "x|y.pdf",
            "\u{2066}a.pdf",
        ] {
            assert_eq!(FileName::new(name).map_err(|refusal| refusal.code), Err(RefusalCode::Invalid), "{name:?}");
        }
        assert_eq!(FileName::new("a\0.pdf").unwrap_err().code, RefusalCode::ControlCharacters);
        assert_eq!(FileName::new("a\n.pdf").unwrap_err().code, RefusalCode::ControlCharacters);
        assert_eq!(FileName::new(" ").unwrap_err().code, RefusalCode::Required);
        assert_eq!(FileName::new(&"a".repeat(201)).unwrap_err().code, RefusalCode::TooLong);
    }
}
