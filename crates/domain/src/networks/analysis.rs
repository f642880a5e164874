//! What may be shown of an analysis, and how two of them differ.

use crate::shared::OrganisationId;
use std::collections::{BTreeMap, BTreeSet};

/// From how many answers on results carry names.
pub const FEWEST_ANSWERS: usize = 5;

/// Whether the names in an analysis are hidden: it rests on a survey that too few have answered.
pub fn names_are_hidden(answers: Option<usize>) -> bool {
    answers.is_some_and(|answers| answers < FEWEST_ANSWERS)
}

/// What changed from one analysis to a later one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Who is there now and was not.
    pub joined: BTreeSet<OrganisationId>,
    /// Who was there and is not any more.
    pub left: BTreeSet<OrganisationId>,
    /// The figures of the whole that both have: earlier and later.
    pub figures: BTreeMap<String, (f64, f64)>,
}

/// Compares two analyses by who was there and by their figures.
pub fn compare(
    earlier: (&BTreeSet<OrganisationId>, &BTreeMap<String, f64>),
    later: (&BTreeSet<OrganisationId>, &BTreeMap<String, f64>),
) -> Comparison {
    let both = earlier.1.iter().filter_map(|(name, before)| Some((name.clone(), (*before, *later.1.get(name)?))));
    Comparison {
        joined: later.0.difference(earlier.0).copied().collect(),
        left: earlier.0.difference(later.0).copied().collect(),
        figures: both.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn four_answers_are_too_few_for_names_and_records_have_none() {
        assert!(names_are_hidden(Some(4)) && names_are_hidden(Some(0)));
        assert!(!names_are_hidden(Some(5)) && !names_are_hidden(None));
    }

    #[test]
    fn two_analyses_differ_by_who_is_there_and_by_their_figures() {
        let there = |numbers: &[u128]| numbers.iter().map(|number| Uuid::from_u128(*number).into()).collect();
        let figures = |density: f64| BTreeMap::from([("density".to_owned(), density)]);
        let found = compare((&there(&[1, 2]), &figures(0.5)), (&there(&[2, 3]), &figures(0.75)));
        assert_eq!((found.joined, found.left), (there(&[3]), there(&[1])));
        assert_eq!(found.figures["density"], (0.5, 0.75));
    }
}
