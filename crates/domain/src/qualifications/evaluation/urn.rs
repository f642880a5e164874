//! Where ballots fall. It keeps sums, and texts in an order that the texts alone decide; so it is the same whoever was
//! first, and no ballot can be taken out of it.

use super::ballot::{Ballot, Said};
use super::form::EvaluationQuestion;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// How often each answer to one question was given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// How many answered the question.
    pub answered: u32,
    /// How often each number was given, from the least; none for a text.
    pub counts: Vec<u32>,
}

/// How often each answer was given, in one part or by all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many people answered.
    pub answers: u32,
    /// By the key of the question.
    pub questions: BTreeMap<String, Counts>,
}

/// The urn of an open evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urn {
    /// By the code of the part.
    pub(super) parts: BTreeMap<String, Tally>,
    /// By the key of the question. Texts are not counted by part.
    pub(super) texts: BTreeMap<String, Vec<String>>,
}

impl Counts {
    pub(super) fn add(&mut self, other: &Self) {
        self.answered += other.answered;
        self.counts.resize(self.counts.len().max(other.counts.len()), 0);
        for (sum, number) in self.counts.iter_mut().zip(&other.counts) {
            *sum += number;
        }
    }

    /// The mean of numbers that begin with `least`.
    pub fn mean(&self, least: i32) -> Option<f64> {
        let numbers: u32 = self.counts.iter().sum();
        let sum: f64 = (least..).zip(&self.counts).map(|(number, times)| f64::from(number) * f64::from(*times)).sum();
        (numbers > 0).then(|| sum / f64::from(numbers))
    }

    /// The Net Promoter Score of the numbers 0 to 10, from -100 to 100: the percentage of those who said 9 or 10 less that of
    /// those who said 6 or less.
    pub fn promoter_score(&self) -> Option<f64> {
        let of = |range: std::ops::Range<usize>| self.counts.get(range).unwrap_or_default().iter().sum::<u32>();
        let numbers: u32 = self.counts.iter().sum();
        (numbers > 0).then(|| 100.0 * (f64::from(of(9..11)) - f64::from(of(0..7))) / f64::from(numbers))
    }
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.answers += other.answers;
        for (key, counts) in &other.questions {
            self.questions.entry(key.clone()).or_default().add(counts);
        }
    }
}

impl Urn {
    /// An urn in which nothing has fallen yet.
    pub fn empty<'p>(questions: &[EvaluationQuestion], parts: impl IntoIterator<Item = &'p String>) -> Self {
        let none = |question: &EvaluationQuestion| {
            let counts = Counts { answered: 0, counts: vec![0; question.width()] };
            (question.key.clone(), counts)
        };
        let tally = Tally { answers: 0, questions: questions.iter().map(none).collect() };
        Self { parts: parts.into_iter().map(|part| (part.clone(), tally.clone())).collect(), texts: BTreeMap::new() }
    }

    /// A ballot of somebody in this part falls in.
    pub fn cast(&mut self, part: &str, ballot: Ballot) {
        let tally = self.parts.entry(part.to_owned()).or_default();
        tally.answers += 1;
        for (key, said) in ballot.0 {
            let counts = tally.questions.entry(key.clone()).or_default();
            counts.answered += 1;
            match said {
                Said::Places(places) => {
                    for place in places {
                        counts.counts.resize(counts.counts.len().max(place + 1), 0);
                        counts.counts[place] += 1;
                    }
                }
                Said::Text(text) => {
                    let texts = self.texts.entry(key.clone()).or_default();
                    texts.push(text);
                    texts.sort_by_cached_key(|text| -> [u8; 32] { Sha256::digest(format!("{key}\n{text}")).into() });
                }
            }
        }
    }

    /// What fell into one part belongs to another one from now on.
    pub fn fold(&mut self, from: &str, into: &str) {
        if let Some(tally) = self.parts.remove(from) {
            self.parts.entry(into.to_owned()).or_default().add(&tally);
        }
    }

    /// How many ballots there are.
    pub fn answers(&self) -> u32 {
        self.parts.values().map(|tally| tally.answers).sum()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::ballot::tests::{number, text};
    use super::super::form::tests::form;
    use super::*;

    pub(crate) fn ballot(usefulness: i64, opinion: Option<&str>) -> Ballot {
        let typed: Vec<_> = [number("nutzen", &[usefulness]), number("weiter", &[usefulness + 5])]
            .into_iter()
            .chain(opinion.map(|opinion| text("text", opinion)))
            .collect();
        Ballot::check(&form(), &typed).unwrap()
    }

    #[test]
    fn the_order_of_the_ballots_leaves_no_trace() {
        let ballots: Vec<Ballot> =
            (1..=5).map(|place| ballot(place, Some(&format!("Meinung {place}")))).chain([ballot(3, None)]).collect();
        let parts = ["ROOM".to_owned(), "ONLINE".to_owned()];
        let mut first = Urn::empty(&form(), &parts);
        let mut last = first.clone();
        for ballot in &ballots {
            first.cast("ROOM", ballot.clone());
        }
        for ballot in ballots.iter().rev() {
            last.cast("ROOM", ballot.clone());
        }
        assert_eq!(first, last);
        assert_eq!(first.answers(), 6);
        assert_eq!(first.parts["ROOM"].questions["nutzen"].counts, [1, 1, 2, 1, 1]);
        assert_eq!(first.parts["ONLINE"].answers, 0);
        let texts = &first.texts["text"];
        let mut sorted = texts.clone();
        sorted.sort();
        assert_eq!((texts.len(), texts == &sorted), (5, false), "in no order that says anything");
    }

    #[test]
    fn parts_that_go_together_keep_every_ballot() {
        let mut urn = Urn::empty(&form(), &["ROOM".to_owned(), "ONLINE".to_owned()]);
        urn.cast("ROOM", ballot(5, None));
        urn.cast("ONLINE", ballot(2, Some("Zu leise.")));
        let texts = urn.texts.clone();
        urn.fold("ONLINE", "OTHERS");
        assert_eq!((urn.answers(), urn.parts["OTHERS"].questions["nutzen"].counts[1]), (2, 1));
        assert!(!urn.parts.contains_key("ONLINE") && urn.texts == texts);
        let once = urn.clone();
        urn.fold("ONLINE", "OTHERS");
        assert_eq!(urn, once);
    }

    #[test]
    fn figures_follow_from_the_counts() {
        let counts = Counts { answered: 4, counts: vec![1, 0, 0, 1, 2] };
        assert_eq!(counts.mean(1), Some(3.75));
        assert_eq!(Counts::default().mean(1), None);
        let mut numbers = vec![0; 11];
        (numbers[0], numbers[6], numbers[8], numbers[9], numbers[10]) = (1, 1, 2, 3, 3);
        let score = Counts { answered: 10, counts: numbers };
        assert_eq!(score.promoter_score(), Some(40.0));
        assert_eq!(Counts { answered: 0, counts: vec![0; 11] }.promoter_score(), None);
    }
}
