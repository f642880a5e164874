//! Taking the bytes of an upload: counted, digested and looked at on their way to the storage.

use bytes::Bytes;
use domain::files::{FilePlan, MediaType};
use domain::shared::{Refusal, RefusalCode};
use sha2::{Digest, Sha256, Sha512};

/// A part of an upload; an error when the sender hung up.
pub type Chunk = Result<Bytes, Box<dyn std::error::Error + Send + Sync>>;

/// What is known of the bytes so far.
pub(super) struct Intake<'p> {
    plan: &'p FilePlan,
    most: u64,
    size: u64,
    head: Vec<u8>,
    text: Utf8,
    sha256: Sha256,
    sha512: Sha512,
}

/// What is known of all bytes.
pub(super) struct Taken {
    pub(super) size: u64,
    pub(super) sha256: String,
    pub(super) sha512: String,
}

impl<'p> Intake<'p> {
    pub(super) fn new(plan: &'p FilePlan, most: u64) -> Self {
        let (text, head) = (Utf8::default(), Vec::new());
        Self { plan, most, size: 0, head, text, sha256: Sha256::new(), sha512: Sha512::new() }
    }

    /// Takes a part.
    ///
    /// # Errors
    /// `FILE_TOO_LARGE`, and `TYPE_MISMATCH` as soon as it shows.
    pub(super) fn take(&mut self, part: &[u8]) -> Result<(), Refusal> {
        self.size += part.len() as u64;
        if self.size > self.most {
            return Err(Refusal::new(RefusalCode::FileTooLarge).with("max", self.most));
        }
        self.sha256.update(part);
        self.sha512.update(part);
        if self.plan.media_type.is_text() && !self.text.take(part) {
            return Err(self.mismatch());
        }
        let missing = MediaType::HEAD.saturating_sub(self.head.len());
        if missing > 0 {
            self.head.extend_from_slice(&part[..missing.min(part.len())]);
            if self.head.len() >= MediaType::HEAD {
                self.look()?;
            }
        }
        Ok(())
    }

    /// Looks at all of it; `announced` is how many bytes there should be.
    ///
    /// # Errors
    /// `INCOMPLETE`, `TYPE_MISMATCH`.
    pub(super) fn finish(self, announced: Option<u64>) -> Result<Taken, Refusal> {
        if self.size == 0 || announced.is_some_and(|announced| announced != self.size) {
            return Err(Refusal::new(RefusalCode::Incomplete));
        }
        self.look()?;
        if self.plan.media_type.is_text() && !self.text.is_whole() {
            return Err(self.mismatch());
        }
        let (sha256, sha512) = (hex::encode(self.sha256.finalize()), hex::encode(self.sha512.finalize()));
        Ok(Taken { size: self.size, sha256, sha512 })
    }

    fn look(&self) -> Result<(), Refusal> {
        if self.plan.media_type.agrees(&self.head) { Ok(()) } else { Err(self.mismatch()) }
    }

    fn mismatch(&self) -> Refusal {
        Refusal::new(RefusalCode::TypeMismatch).with("declared", &self.plan.media_type)
    }
}

/// Text that arrives in parts, which may cut a sign in two.
#[derive(Default)]
struct Utf8 {
    rest: Vec<u8>,
}

impl Utf8 {
    /// Whether it is text so far: UTF-8, without control characters but those that lines need.
    fn take(&mut self, part: &[u8]) -> bool {
        self.rest.extend_from_slice(part);
        let (known, cut) = match std::str::from_utf8(&self.rest) {
            Ok(text) => (text, self.rest.len()),
            Err(error) if error.error_len().is_none() => {
                let cut = error.valid_up_to();
                (std::str::from_utf8(&self.rest[..cut]).unwrap_or_default(), cut)
            }
            Err(_) => return false,
        };
        let plain = !known.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t' | '\u{c}'));
        self.rest.drain(..cut);
        plain
    }

    fn is_whole(&self) -> bool {
        self.rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::files::FileDraft;

    fn plan(name: &str, media_type: &str) -> FilePlan {
        let draft = FileDraft { name: name.to_owned(), title: None, media_type: media_type.to_owned() };
        FilePlan::check(&draft, &[media_type.to_owned()]).unwrap()
    }

    fn take(plan: &FilePlan, most: u64, parts: &[&[u8]], announced: Option<u64>) -> Result<Taken, RefusalCode> {
        let mut intake = Intake::new(plan, most);
        for part in parts {
            intake.take(part).map_err(|refusal| refusal.code)?;
        }
        intake.finish(announced).map_err(|refusal| refusal.code)
    }

    #[test]
    fn bytes_are_counted_and_digested() {
        let taken = take(&plan("a.txt", "text/plain"), 3, &[b"a", b"bc"], Some(3)).ok().unwrap();
        assert_eq!(taken.size, 3);
        assert_eq!(taken.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn what_is_wrong_with_them_is_told() {
        let text = plan("a.txt", "text/plain");
        let of = |parts: &[&[u8]], announced| take(&text, 10, parts, announced).err();
        assert_eq!(of(&[], None), Some(RefusalCode::Incomplete));
        assert_eq!(of(&[b"abc"], Some(4)), Some(RefusalCode::Incomplete));
        assert_eq!(of(&[b"0123456789", b"0"], None), Some(RefusalCode::FileTooLarge));
        assert_eq!(of(&[b"a\0b"], None), Some(RefusalCode::TypeMismatch));
        assert_eq!(of(&[b"\xff\xfe"], None), Some(RefusalCode::TypeMismatch));
        assert_eq!(of(&["ü".as_bytes().split_at(1).0], None), Some(RefusalCode::TypeMismatch));
        assert_eq!(of(&[b"%PDF-1.7"], None), Some(RefusalCode::TypeMismatch));
        let cut = "ü".as_bytes().split_at(1);
        assert_eq!(of(&[cut.0, cut.1], None), None);
        assert_eq!(
            take(&plan("a.pdf", "application/pdf"), 99, &[b"hello"], None).err(),
            Some(RefusalCode::TypeMismatch)
        );
        assert_eq!(take(&plan("a.pdf", "application/pdf"), 99, &[b"%P", b"DF-1.7"], None).err(), None);
    }
}
