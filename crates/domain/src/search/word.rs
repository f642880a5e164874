//! Words as they are looked up: the form in which they are written, and their stem.

use crate::shared::search_key;
use rust_stemmers::{Algorithm, Stemmer};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many words of one text are kept: beyond this, PostgreSQL keeps no places of words any more.
pub const MOST_WORDS: usize = 16_000;

/// How many letters of a word are looked at.
const MOST_LETTERS: usize = 64;

/// A sign that people do not see, and that says where a word may be parted.
const SOFT_HYPHEN: char = '\u{ad}';

/// A word as it is looked up. Both forms have letters and digits only, all of them small, and no umlauts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// As it is written, with the three ways to write an umlaut (`Köln`, `Koeln`, `Koln`) the same.
    pub form: String,
    /// Its German stem, by the Snowball algorithm: `konferenz` of `Konferenzen`.
    pub stem: String,
}

impl Word {
    /// Reads one word; `None` when nothing of it is a letter or digit.
    pub(super) fn read(raw: &str) -> Option<Self> {
        let form = form(raw);
        (!form.is_empty()).then(|| Self { stem: stem(raw).unwrap_or_else(|| form.clone()), form })
    }
}

/// The words of a text with their places in it, in bytes.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, Word)> + '_ {
    raw_words(text).filter_map(|place| Word::read(&text[place.clone()]).map(|word| (place, word)))
}

/// The places of what stands between signs that are neither letters nor digits.
pub(super) fn raw_words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|(_, sign)| !belongs(*sign)).is_some() {}
        let (start, _) = *rest.peek()?;
        let mut end = start;
        while let Some((place, sign)) = rest.next_if(|(_, sign)| belongs(*sign)) {
            end = place + sign.len_utf8();
        }
        Some(start..end)
    })
}

/// Whether a sign is part of a word: also the dots of an umlaut that stand apart from their letter.
fn belongs(sign: char) -> bool {
    sign.is_alphanumeric() || is_combining_mark(sign) || sign == SOFT_HYPHEN
}

/// The folded form of one word.
pub(super) fn form(raw: &str) -> String {
    let seen = raw.chars().filter(|sign| *sign != SOFT_HYPHEN).take(4 * MOST_LETTERS).collect::<String>();
    let mut form = search_key(&seen);
    form.retain(|sign| sign != ' ');
    shorten(form)
}

/// The folded stem. The stem is taken before folding: the endings of `Frauen` are seen only with all letters there.
fn stem(raw: &str) -> Option<String> {
    let small: String =
        raw.nfkc().filter(|sign| *sign != SOFT_HYPHEN).take(4 * MOST_LETTERS).flat_map(char::to_lowercase).collect();
    // The algorithm knows letters only; what has digits or signs in it has no endings.
    if !small.chars().all(char::is_alphabetic) {
        return None;
    }
    let stem = form(&Stemmer::create(Algorithm::German).stem(&small));
    (!stem.is_empty()).then_some(stem)
}

fn shorten(mut word: String) -> String {
    if let Some((end, _)) = word.char_indices().nth(MOST_LETTERS) {
        word.truncate(end);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stem_of(word: &str) -> String {
        Word::read(word).unwrap().stem
    }

    #[test]
    fn german_words_share_their_stem_however_they_are_written() {
        for same in [
            &["Bildungskonferenz", "Bildungskonferenzen", "BILDUNGSKONFERENZ"][..],
            &["Lehrkräfte", "Lehrkraft", "Lehrkraefte", "Lehrkra\u{308}fte"],
            &["Straße", "Strasse", "Straßen"],
            &["Köln", "Koeln", "Koln"],
            &["Frauen", "Frau"],
            &["neue", "neuen", "neues"],
            &["Verträge", "Vertrag"],
        ] {
            let stems: Vec<_> = same.iter().map(|word| stem_of(word)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{same:?}: {stems:?}");
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "Die „Bil\u{ad}dung“, 2. Teil";
        let found: Vec<_> = words(text).map(|(place, word)| (&text[place], word.form)).collect();
        let forms = ["die", "bildung", "2", "teil"];
        assert_eq!(found.iter().map(|(_, form)| form.as_str()).collect::<Vec<_>>(), forms);
        assert_eq!(found[1].0, "Bil\u{ad}dung");
    }

    proptest! {
        #[test]
        fn words_are_letters_and_digits_whatever_the_text(text in any::<String>()) {
            for (place, word) in words(&text) {
                prop_assert!(text.get(place).is_some());
                for part in [&word.form, &word.stem] {
                    prop_assert!(!part.is_empty() && part.chars().all(char::is_alphanumeric), "{part:?}");
                    prop_assert!(part.chars().count() <= MOST_LETTERS);
                }
            }
        }
    }
}
