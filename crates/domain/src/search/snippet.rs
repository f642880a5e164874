//! Cutting the piece of a text that shows best why it was found.

use super::marked::Marked;
use super::query::{SearchQuery, Term};
use super::word::{Word, form, raw_words};
use std::collections::HashSet;
use std::ops::Range;

/// How long a snippet is at most, in bytes of its text.
const LENGTH: usize = 240;
/// How much of the text stands before what was found.
const BEFORE: usize = 60;

/// A place in a text where a term was found.
struct Hit {
    place: Range<usize>,
    term: usize,
}

impl SearchQuery {
    /// A short text with all that was found in it.
    pub fn mark(&self, text: &str) -> Marked {
        cut(text, 0..text.len(), &self.hits(text))
    }

    /// The piece of a long text in which most of what is looked for stands; its beginning when nothing does. `None` for a
    /// text without words.
    pub fn snippet(&self, text: &str) -> Option<Marked> {
        raw_words(text).next()?;
        let hits = self.hits(text);
        let mut best = (0, 0);
        for (first, hit) in hits.iter().enumerate() {
            let inside = hits[first..].iter().take_while(|other| other.place.end <= hit.place.start + LENGTH - BEFORE);
            let terms = inside.map(|other| other.term).collect::<HashSet<_>>().len();
            if terms > best.1 {
                best = (hit.place.start.saturating_sub(BEFORE), terms);
            }
        }
        Some(cut(text, window(text, best.0), &hits))
    }

    fn hits(&self, text: &str) -> Vec<Hit> {
        let (places, words) = self.near_words(text);
        let mut hits = Vec::new();
        let mut next = 0;
        while next < words.len() {
            let best = self.wanted.iter().map(|term| term.matches(&words[next..])).enumerate();
            let best = best.max_by_key(|(term, many)| (*many, usize::MAX - term)).filter(|(_, many)| *many > 0);
            if let Some((term, many)) = best {
                hits.push(Hit { place: places[next].start..places[next + many - 1].end, term });
                next += many;
            } else {
                next += 1;
            }
        }
        hits
    }

    /// All words of a text, of which only those are stemmed that begin like one that is looked for: stems share their
    /// first letter with their word.
    fn near_words(&self, text: &str) -> (Vec<Range<usize>>, Vec<Word>) {
        let first = |word: &Word| word.form.chars().next();
        let wanted: HashSet<Option<char>> = self
            .wanted
            .iter()
            .filter_map(|term| match term {
                Term::Word(word) => Some(first(word)),
                Term::Phrase(_) => None,
            })
            .collect();
        let read = |place: Range<usize>| {
            let raw = &text[place.clone()];
            let form = form(raw);
            let word = if wanted.contains(&form.chars().next()) {
                Word::read(raw)
            } else {
                (!form.is_empty()).then(|| Word { stem: String::new(), form })
            };
            word.map(|word| (place, word))
        };
        raw_words(text).filter_map(read).unzip()
    }
}

/// The piece that begins at about `from`, between words.
fn window(text: &str, from: usize) -> Range<usize> {
    let from = raw_words(text).map(|word| word.start).find(|start| *start >= from).unwrap_or_default();
    let start = if from <= BEFORE / 2 { 0 } else { from };
    if text.len() - start <= LENGTH {
        return start..text.len();
    }
    let end = raw_words(&text[start..]).map(|word| start + word.end).take_while(|end| end - start <= LENGTH).last();
    // A single word that is longer than any snippet is cut in the middle.
    start..end.unwrap_or_else(|| text.floor_char_boundary(start + LENGTH))
}

fn cut(text: &str, piece: Range<usize>, hits: &[Hit]) -> Marked {
    let mut marked = Marked::default();
    let line = |part: &str| part.split_inclusive(char::is_whitespace).map(spaced).collect::<String>();
    if piece.start > 0 {
        marked.push("… ");
    }
    let mut at = piece.start;
    for hit in hits.iter().filter(|hit| hit.place.start >= piece.start && hit.place.end <= piece.end) {
        marked.push(&line(&text[at..hit.place.start]));
        marked.push_found(&line(&text[hit.place.clone()]));
        at = hit.place.end;
    }
    marked.push(line(&text[at..piece.end]).trim_end());
    if piece.end < text.len() {
        marked.push(" …");
    }
    marked
}

/// The same with a plain space in place of a line break.
fn spaced(part: &str) -> String {
    part.replace(char::is_whitespace, " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(marked: &Marked) -> Vec<String> {
        let units: Vec<u16> = marked.text.encode_utf16().collect();
        marked.marks.iter().map(|mark| String::from_utf16(&units[mark.start..mark.end]).unwrap()).collect()
    }

    fn query(text: &str) -> SearchQuery {
        SearchQuery::read(text).unwrap()
    }

    #[test]
    fn what_was_found_is_marked_however_it_is_written() {
        let marked = query("Lehrkraft koeln \"runder tisch\"").mark("😀 Runder\nTisch der Lehrkräfte in Köln, Runde");
        assert_eq!(found(&marked), ["Runder Tisch", "Lehrkräfte", "Köln"]);
        assert_eq!(marked.text, "😀 Runder Tisch der Lehrkräfte in Köln, Runde");
    }

    #[test]
    fn a_snippet_shows_where_most_of_it_stands() {
        let filler = "Nichts davon ist wichtig. ".repeat(40);
        let text = format!("Haushalt. {filler}Der Haushalt der Bildungskonferenz steht. {filler}");
        let snippet = query("bildungskonferenzen haushalt").snippet(&text).unwrap();
        assert_eq!(found(&snippet), ["Haushalt", "Bildungskonferenz"]);
        assert!(snippet.text.starts_with("… ") && snippet.text.ends_with(" …"), "{}", snippet.text);
        assert!(snippet.text.len() < LENGTH + 20);
    }

    #[test]
    fn a_text_in_which_nothing_is_found_shows_its_beginning() {
        let snippet = query("anderswo").snippet("Ein kurzer Text").unwrap();
        assert_eq!(snippet, Marked { text: "Ein kurzer Text".to_owned(), marks: Vec::new() });
        assert_eq!(query("anderswo").snippet(" - "), None);
    }

    proptest! {
        #[test]
        fn marks_lie_in_the_text(text in any::<String>(), asked in "\\PC{0,40}") {
            let query = query(&asked);
            for marked in [Some(query.mark(&text)), query.snippet(&text)].into_iter().flatten() {
                prop_assert_eq!(found(&marked).len(), marked.marks.len());
            }
        }
    }
}
