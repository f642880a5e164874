//! What is left of an urn when an evaluation closes: what may be shown, and nothing else.

use super::protection::{FEWEST_SHOWN, shown_parts};
use super::urn::{Tally, Urn};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The results of a closed evaluation. What may not be shown is not there: it was not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationFigures {
    /// Of all who answered; questions to which fewer than five said something are missing.
    pub whole: Tally,
    /// Of the parts that may be shown beside the whole, by their code.
    pub parts: BTreeMap<String, Tally>,
    /// The texts, by the key of the question, in an order that says nothing.
    pub texts: BTreeMap<String, Vec<String>>,
}

impl EvaluationFigures {
    /// What may be shown of an urn. With fewer than five ballots that is only how many there were.
    pub fn of(urn: &Urn) -> Self {
        let mut whole = Tally::default();
        for tally in urn.parts.values() {
            whole.add(tally);
        }
        if whole.answers < FEWEST_SHOWN {
            return Self { whole: Tally { answers: whole.answers, ..Tally::default() }, ..Self::default() };
        }
        whole.questions.retain(|_, counts| counts.answered >= FEWEST_SHOWN);
        let mut texts = urn.texts.clone();
        texts.retain(|key, texts| whole.questions.contains_key(key) && !texts.is_empty());
        Self { parts: parts(urn, &whole), whole, texts }
    }

    /// Whether there is anything to show.
    pub fn is_shown(&self) -> bool {
        self.whole.answers >= FEWEST_SHOWN
    }
}

/// The parts that may be shown, and in each of them the questions that may.
fn parts(urn: &Urn, whole: &Tally) -> BTreeMap<String, Tally> {
    if urn.parts.len() < 2 {
        return BTreeMap::new();
    }
    let hidden = |shown: Vec<bool>| shown.into_iter().map(|shown| !shown).collect::<Vec<bool>>();
    let people: Vec<u32> = urn.parts.values().map(|tally| tally.answers).collect();
    let never = hidden(shown_parts(&people, &[], FEWEST_SHOWN));
    let mut kept: BTreeMap<String, Tally> = urn
        .parts
        .iter()
        .zip(&never)
        .filter(|(_, hidden)| !**hidden)
        .map(|((part, tally), _)| (part.clone(), Tally { answers: tally.answers, ..Tally::default() }))
        .collect();
    for key in whole.questions.keys() {
        // Of those who answered this question another part may be too small.
        let counts: Vec<_> =
            urn.parts.values().map(|tally| tally.questions.get(key).cloned().unwrap_or_default()).collect();
        let people: Vec<u32> = counts.iter().map(|counts| counts.answered).collect();
        let shown = shown_parts(&people, &never, FEWEST_SHOWN);
        for ((part, counts), _) in urn.parts.keys().zip(counts).zip(shown).filter(|(_, shown)| *shown) {
            if let Some(tally) = kept.get_mut(part) {
                tally.questions.insert(key.clone(), counts);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::form;
    use super::super::urn::tests::ballot;
    use super::*;

    fn urn(parts: &[(&str, usize, usize)]) -> Urn {
        let names: Vec<String> = parts.iter().map(|(part, ..)| (*part).to_owned()).collect();
        let mut urn = Urn::empty(&form(), &names);
        for (part, ballots, texts) in parts {
            for place in 0..*ballots {
                urn.cast(part, ballot(3, (place < *texts).then_some("Gern wieder.")));
            }
        }
        urn
    }

    #[test]
    fn below_five_nothing_is_kept() {
        let figures = EvaluationFigures::of(&urn(&[("ALL", 4, 4)]));
        assert_eq!(figures.whole, Tally { answers: 4, ..Tally::default() });
        assert!(!figures.is_shown() && figures.texts.is_empty() && figures.parts.is_empty());
    }

    #[test]
    fn from_five_on_it_is_shown() {
        let figures = EvaluationFigures::of(&urn(&[("ALL", 5, 5)]));
        assert!(figures.is_shown());
        assert_eq!(figures.whole.questions["nutzen"].counts, [0, 0, 5, 0, 0]);
        assert_eq!(figures.texts["text"].len(), 5);
        // Nobody answered these.
        assert!(!figures.whole.questions.contains_key("thema"));
    }

    #[test]
    fn a_question_that_few_answered_is_not_kept() {
        let figures = EvaluationFigures::of(&urn(&[("ALL", 9, 4)]));
        assert!(!figures.whole.questions.contains_key("text") && figures.texts.is_empty());
        assert!(figures.whole.questions.contains_key("nutzen"));
    }

    #[test]
    fn a_part_and_its_complement_have_five() {
        let both = EvaluationFigures::of(&urn(&[("ONLINE", 5, 0), ("ROOM", 6, 6)]));
        assert_eq!(both.parts.keys().collect::<Vec<_>>(), ["ONLINE", "ROOM"]);
        // Six wrote a text, all of them in the room: it is shown of all, and of the room.
        assert!(both.parts["ROOM"].questions.contains_key("text"));
        assert!(!both.parts["ONLINE"].questions.contains_key("text"));
        // One online said something too: the room alone would show what it was.
        let one = EvaluationFigures::of(&urn(&[("ONLINE", 5, 1), ("ROOM", 6, 6)]));
        assert!(one.parts.values().all(|tally| !tally.questions.contains_key("text")));
        assert_eq!(one.whole.questions["text"].answered, 7);
        let few = EvaluationFigures::of(&urn(&[("ONLINE", 4, 0), ("ROOM", 6, 0)]));
        assert!(few.parts.is_empty() && few.is_shown());
    }
}
