//! Media types, declared and found.

use super::name::FileName;
use crate::shared::{Refusal, RefusalCode};
use mime_guess::mime::{self, Mime};
use std::fmt;

/// A media type without parameters, in lower case, for instance `application/pdf`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MediaType(String);

impl MediaType {
    /// How many bytes from the start [`MediaType::agrees`] wants to see: packed office documents name themselves
    /// within them.
    pub const HEAD: usize = 8 * 1_024;

    /// Checks a media type. Parameters, for instance of a character set, are left out.
    ///
    /// # Errors
    /// `INVALID` when it is none.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let whole = |read: &Mime| read.type_() != mime::STAR && !read.subtype().as_str().is_empty();
        let read = text.trim().parse::<Mime>().ok().filter(whole);
        let invalid =
            || Refusal::new(RefusalCode::Invalid).with("reason", "a media type such as application/pdf is needed");
        read.map(|read| Self(read.essence_str().to_ascii_lowercase())).ok_or_else(invalid)
    }

    /// The type, as it is spelled.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is text, whose bytes must be UTF-8 without control characters.
    pub fn is_text(&self) -> bool {
        self.0.starts_with("text/")
    }

    /// Whether a file of this name may have the type: the ending says what a computer opens it with.
    pub fn fits(&self, name: &FileName) -> bool {
        mime_guess::from_path(name.as_str()).iter().any(|guess| guess.essence_str() == self.0)
    }

    /// Whether the first bytes of a file are of this type. Text has no mark of its own: it must have none of another
    /// type, and the caller looks at all of it.
    pub fn agrees(&self, head: &[u8]) -> bool {
        match infer::get(head) {
            Some(found) => found.mime_type() == self.0,
            None => self.is_text(),
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_must_be_what_is_found() {
        let pdf = MediaType::new("Application/PDF; charset=binary").unwrap();
        assert_eq!(pdf.as_str(), "application/pdf");
        assert!(pdf.agrees(b"%PDF-1.7\n"));
        assert!(!pdf.agrees(b"MZ\x90\0"));
        assert!(!pdf.agrees(b"just words"));
        let text = MediaType::new("text/plain").unwrap();
        assert!(text.agrees("Grüße".as_bytes()));
        assert!(!text.agrees(b"%PDF-1.7\n"));
        assert!(!text.agrees(b"<!DOCTYPE html><html>"), "a page is no plain text");
        assert!(!MediaType::new("image/png").unwrap().agrees(b"\xff\xd8\xff\xe0"));
    }

    #[test]
    fn the_ending_must_fit() {
        let name = |text| FileName::new(text).unwrap();
        let pdf = MediaType::new("application/pdf").unwrap();
        assert!(pdf.fits(&name("Einladung.PDF")));
        assert!(!pdf.fits(&name("Einladung.exe")));
        assert!(!pdf.fits(&name("Einladung")));
        let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        assert!(MediaType::new(sheet).unwrap().fits(&name("Zahlen.xlsx")));
    }

    #[test]
    fn nonsense_is_no_media_type() {
        for text in ["", "pdf", "*/*", "a/b/c", "text/", "text plain"] {
            assert!(MediaType::new(text).is_err(), "{text}");
        }
    }
}
