//! Texts with the words in them that were found.

/// A part of a text that was found, as JavaScript, Java and C# count: in UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it begins.
    pub start: usize,
    /// Where it ends: the first unit that is no part of it.
    pub end: usize,
}

/// A text with the parts of it that were found, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The parts.
    pub marks: Vec<Mark>,
}

impl Marked {
    /// Adds a piece that was not found.
    pub(super) fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    /// Adds a piece that was found.
    pub(super) fn push_found(&mut self, piece: &str) {
        let start = self.text.encode_utf16().count();
        self.marks.push(Mark { start, end: start + piece.encode_utf16().count() });
        self.text.push_str(piece);
    }
}
