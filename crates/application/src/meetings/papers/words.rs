//! What stands on papers and in mails in the language of their reader.

use crate::qualifications::{date_in_english, date_in_german, in_english, in_german, span_in_english, span_in_german};
use documents::PaperLanguage;
use domain::shared::{Coded, Date, Language, Timestamp};

/// A language to write in.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Words(pub Language);

impl Words {
    /// The wording in this language.
    pub(crate) const fn pick<'w>(self, german: &'w str, english: &'w str) -> &'w str {
        match self.0 {
            Language::German => german,
            Language::English => english,
        }
    }

    /// A value: its German name, or what its code says in English.
    pub(crate) fn term<C: Coded>(self, value: C, german: &'static str) -> String {
        match self.0 {
            Language::German => german.to_owned(),
            Language::English => value.code().to_lowercase().replace('_', " "),
        }
    }

    /// Whether something is so.
    pub(crate) const fn yes_or_no(self, is: bool) -> &'static str {
        match (self.0, is) {
            (Language::German, true) => "ja",
            (Language::German, false) => "nein",
            (Language::English, true) => "yes",
            (Language::English, false) => "no",
        }
    }

    /// From when to when.
    pub(crate) fn span(self, start: Timestamp, end: Timestamp) -> String {
        match self.0 {
            Language::German => span_in_german(start, end),
            Language::English => span_in_english(start, end),
        }
    }

    /// A day and an hour.
    pub(crate) fn instant(self, at: Timestamp) -> String {
        match self.0 {
            Language::German => in_german(at),
            Language::English => in_english(at),
        }
    }

    /// A day.
    pub(crate) fn day(self, date: Date) -> String {
        match self.0 {
            Language::German => date_in_german(date),
            Language::English => date_in_english(date),
        }
    }

    /// The language as the typesetter knows it.
    pub(crate) const fn of_paper(self) -> PaperLanguage {
        match self.0 {
            Language::German => PaperLanguage::German,
            Language::English => PaperLanguage::English,
        }
    }
}

/// A fact of a table: its name, and its value.
pub(super) fn fact(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

/// The names of columns.
pub(super) fn columns<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::meetings::MeetingFormat;

    #[test]
    fn a_value_is_said_in_both_languages() {
        let format = MeetingFormat::InPerson;
        assert_eq!(Words(Language::German).term(format, format.german()), "Präsenz");
        assert_eq!(Words(Language::English).term(format, format.german()), "in person");
    }
}
