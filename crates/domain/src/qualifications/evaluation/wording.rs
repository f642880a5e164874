//! Texts of a form, in German and perhaps in English.

use crate::shared::{Language, Name, Refusal, Refusals};

/// A text as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordingDraft {
    /// In German.
    pub german: String,
    /// In English.
    pub english: Option<String>,
}

/// A text of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// In German.
    pub german: Name,
    /// In English.
    pub english: Option<Name>,
}

impl Wording {
    /// Checks a text.
    ///
    /// # Errors
    /// What is wrong with either text, at `german` or `english`.
    pub fn check(typed: &WordingDraft) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let german = refusals.take("german", Name::new(&typed.german));
        let english = refusals.take("english", Name::optional(typed.english.as_deref()));
        refusals.into_result(german.zip(english).map(|(german, english)| Self { german, english }))
    }

    /// The text for a reader: in English where there is one, else in German.
    pub const fn in_language(&self, language: Language) -> &Name {
        match (language, &self.english) {
            (Language::English, Some(english)) => english,
            _ => &self.german,
        }
    }
}
