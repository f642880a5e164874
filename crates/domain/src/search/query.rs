//! What people type into a search.

use super::word::{Word, raw_words};
use crate::shared::{Refusal, RefusalCode};
use std::collections::HashSet;

/// The signs with which people begin and end a phrase.
const QUOTES: [char; 7] = ['"', '„', '“', '”', '«', '»', '‟'];

/// One thing that is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// A word: found by its stem, and as the beginning of a longer word.
    Word(Word),
    /// Words that stand next to each other as they are written.
    Phrase(Vec<Word>),
}

/// A search: all of `wanted`, none of `unwanted`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SearchQuery {
    /// What has to be there.
    pub wanted: Vec<Term>,
    /// What must not be there.
    pub unwanted: Vec<Term>,
}

impl Term {
    /// How many letters a word has, at the least, to be taken for the beginning of a longer one.
    const LEAST_BEGINNING: usize = 3;
    /// How many letters a stem has for the same: shorter ones begin too many other words.
    const LEAST_STEM: usize = 5;

    /// How longer words begin that are found with a word too: that is how German compounds are found. It is the stem where
    /// it is long enough, for `Sprache` is `Sprach-` in `Sprachbildung`; but `Düren` is not `dur-`, as in `durch`.
    pub fn beginning(word: &Word) -> Option<&str> {
        let is_long = |text: &str, least: usize| text.chars().count() >= least;
        if is_long(&word.stem, Self::LEAST_STEM) && word.form.starts_with(&word.stem) {
            return Some(&word.stem);
        }
        is_long(&word.form, Self::LEAST_BEGINNING).then_some(word.form.as_str())
    }

    /// How many of these words, from their start, are this term; 0 when they are not.
    pub(super) fn matches(&self, words: &[Word]) -> usize {
        match self {
            Self::Word(wanted) => usize::from(words.first().is_some_and(|word| {
                word.stem == wanted.stem
                    || word.form == wanted.form
                    || Self::beginning(wanted).is_some_and(|beginning| word.form.starts_with(beginning))
            })),
            Self::Phrase(wanted) => {
                let same =
                    words.len() >= wanted.len() && wanted.iter().zip(words).all(|(it, word)| it.form == word.form);
                if same { wanted.len() } else { 0 }
            }
        }
    }
}

impl SearchQuery {
    /// The most letters that a search has.
    pub const MOST_LETTERS: usize = 200;
    /// The most words and phrases that a search has.
    pub const MOST_TERMS: usize = 16;

    /// Reads what somebody typed: words, `"phrases"`, and `-` before what must not be there. Whatever else it is made of
    /// is no fault: signs part words, and a quote that is not closed ends with the text.
    ///
    /// # Errors
    /// `TOO_LONG`, `TOO_MANY`.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        if text.chars().count() > Self::MOST_LETTERS {
            return Err(Refusal::new(RefusalCode::TooLong).with("max", Self::MOST_LETTERS));
        }
        let mut query = Self::default();
        let mut rest = text;
        while let Some((part, after)) = next_part(rest) {
            query.take(&part);
            rest = after;
        }
        query.forget_repetitions();
        if query.wanted.len() + query.unwanted.len() > Self::MOST_TERMS {
            return Err(Refusal::new(RefusalCode::TooMany).with("max", Self::MOST_TERMS));
        }
        Ok(query)
    }

    /// Whether nothing is looked for: such a search finds nothing.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    fn take(&mut self, part: &Part<'_>) {
        let words = raw_words(part.text).filter_map(|place| Word::read(&part.text[place]));
        if !part.quoted && !part.unwanted {
            // `Rhein-Erft-Kreis` is three words.
            return self.wanted.extend(words.map(Term::Word));
        }
        let mut words: Vec<Word> = words.collect();
        let term = match (part.quoted, words.len()) {
            (_, 0) => return,
            (false, 1) => Term::Word(words.remove(0)),
            _ => Term::Phrase(words),
        };
        if part.unwanted { &mut self.unwanted } else { &mut self.wanted }.push(term);
    }

    fn forget_repetitions(&mut self) {
        for terms in [&mut self.wanted, &mut self.unwanted] {
            let mut known = HashSet::new();
            terms.retain(|term| known.insert(term.clone()));
        }
    }
}

/// A piece of what somebody typed: up to a space, or up to the closing quote.
struct Part<'t> {
    text: &'t str,
    quoted: bool,
    unwanted: bool,
}

fn next_part(text: &str) -> Option<(Part<'_>, &str)> {
    let text = text.trim_start();
    let bare = text.strip_prefix('-');
    let (unwanted, text) = (bare.is_some(), bare.unwrap_or(text));
    if let Some(inside) = text.strip_prefix(QUOTES) {
        let end = inside.find(QUOTES).unwrap_or(inside.len());
        let after = inside[end..].strip_prefix(QUOTES).unwrap_or_default();
        return Some((Part { text: &inside[..end], quoted: true, unwanted }, after));
    }
    let end = text.find(|sign: char| sign.is_whitespace() || QUOTES.contains(&sign)).unwrap_or(text.len());
    (unwanted || end > 0).then(|| (Part { text: &text[..end], quoted: false, unwanted }, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(terms: &[Term]) -> Vec<String> {
        let one = |term: &Term| match term {
            Term::Word(word) => word.form.clone(),
            Term::Phrase(words) => {
                format!("\"{}\"", words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" "))
            }
        };
        terms.iter().map(one).collect()
    }

    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let query = SearchQuery::read(text).unwrap();
        (shown(&query.wanted), shown(&query.unwanted))
    }

    fn list(terms: &[&str]) -> Vec<String> {
        terms.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn words_phrases_and_what_is_not_wanted() {
        let (wanted, unwanted) = read("Köln -Bonn „runder Tisch“ -\"zweite Lesung\" -Rhein-Erft Rhein-Sieg rhein");
        assert_eq!(wanted, list(&["koln", "\"runder tisch\"", "rhein", "sieg"]));
        assert_eq!(unwanted, list(&["bonn", "\"zweite lesung\"", "\"rhein erft\""]));
    }

    #[test]
    fn nothing_that_is_typed_is_a_fault_of_syntax() {
        for text in ["", "\"", "--", "- -", "AND OR NOT", "a* b:c (d", "\"open", "'; DROP TABLE x", "-\"\"", "«»"] {
            SearchQuery::read(text).unwrap();
        }
        assert!(SearchQuery::read("-Bonn").unwrap().is_empty());
    }

    #[test]
    fn a_search_has_its_bounds() {
        assert_eq!(SearchQuery::read(&"x".repeat(201)).unwrap_err().code, RefusalCode::TooLong);
        let many = (0..17).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
        assert_eq!(SearchQuery::read(&many).unwrap_err().code, RefusalCode::TooMany);
    }

    proptest! {
        #[test]
        fn every_text_is_read(text in "\\PC{0,200}") {
            let read = SearchQuery::read(&text);
            prop_assert!(read.is_ok() || read.unwrap_err().code == RefusalCode::TooMany);
        }
    }
}
