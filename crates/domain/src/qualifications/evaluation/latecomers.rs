//! People whose attendance is recorded while an evaluation is open: to which part they belong.

use super::super::registration::Registration;
use super::parts::{EvaluationBreakdown, PART_OF_ALL, PART_OF_OTHERS};
use crate::shared::PersonId;
use std::collections::BTreeMap;

/// Where latecomers belong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Latecomers {
    /// The part of each of them.
    pub parts: BTreeMap<PersonId, String>,
    /// Parts that go into another one, in this order.
    pub folded: Vec<(String, String)>,
}

/// Assigns people who come late to the parts of those who are `asked` already. They join the part that is theirs, else the
/// others; where there are no others yet, the smallest part becomes one with them. So a part still never counts a few
/// people alone, and whoever came late cannot be told from the rest.
pub fn assign_latecomers(
    breakdown: Option<EvaluationBreakdown>,
    asked: &BTreeMap<PersonId, String>,
    late: &[Registration],
) -> Latecomers {
    let mut sizes: BTreeMap<String, u32> = BTreeMap::new();
    for part in asked.values() {
        *sizes.entry(part.clone()).or_default() += 1;
    }
    let mut found = Latecomers::default();
    let late: BTreeMap<PersonId, &Registration> = late.iter().map(|late| (late.person, late)).collect();
    for registration in late.into_values().filter(|late| !asked.contains_key(&late.person)) {
        let own = breakdown.map_or_else(|| PART_OF_ALL.to_owned(), |breakdown| breakdown.value(registration));
        let part = place(&mut sizes, &own, &mut found.folded);
        *sizes.entry(part.clone()).or_default() += 1;
        found.parts.insert(registration.person, part);
    }
    // Somebody may have joined a part that went into another one afterwards.
    for part in found.parts.values_mut() {
        for (from, to) in &found.folded {
            if from == part {
                part.clone_from(to);
            }
        }
    }
    found
}

fn place(sizes: &mut BTreeMap<String, u32>, own: &str, folded: &mut Vec<(String, String)>) -> String {
    let joint = [own, PART_OF_ALL, PART_OF_OTHERS].into_iter().find(|part| sizes.contains_key(*part));
    if let Some(part) = joint {
        return part.to_owned();
    }
    let smallest = sizes.iter().min_by_key(|(_, people)| **people).map(|(part, _)| part.clone());
    let into = if sizes.len() > 1 { PART_OF_OTHERS } else { PART_OF_ALL };
    if let Some(part) = smallest {
        let people = sizes.remove(&part).unwrap_or_default();
        sizes.insert(into.to_owned(), people);
        folded.push((part, into.to_owned()));
    }
    into.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::super::registration::RegistrationState;
    use super::super::super::registration::tests::registration;
    use super::*;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        Uuid::from_u128(number).into()
    }

    fn asked(parts: &[(&str, u128)]) -> BTreeMap<PersonId, String> {
        let each = parts.iter().flat_map(|(part, people)| (0..*people).map(move |_| (*part).to_owned()));
        (1..).map(person).zip(each).collect()
    }

    fn late(districts: &[&str]) -> Vec<Registration> {
        let one = |(number, district): (u128, &&str)| Registration {
            person: person(number),
            district: Some((*district).to_owned()),
            ..registration(RegistrationState::Attended)
        };
        (100..).zip(districts).map(one).collect()
    }

    fn assigned(parts: &[(&str, u128)], districts: &[&str]) -> (Vec<String>, Vec<(String, String)>) {
        let by = Some(EvaluationBreakdown::Municipality);
        let found = assign_latecomers(by, &asked(parts), &late(districts));
        (found.parts.into_values().collect(), found.folded)
    }

    fn fold(from: &str, to: &str) -> Vec<(String, String)> {
        vec![(from.to_owned(), to.to_owned())]
    }

    #[test]
    fn they_join_the_part_that_is_theirs_or_the_others() {
        assert_eq!(assigned(&[("05120", 7), ("05915", 5)], &["05915"]), (vec!["05915".to_owned()], vec![]));
        assert_eq!(assigned(&[("05120", 7), ("OTHERS", 6)], &["05111"]), (vec!["OTHERS".to_owned()], vec![]));
        assert_eq!(assigned(&[("ALL", 8)], &["05111"]), (vec!["ALL".to_owned()], vec![]));
    }

    #[test]
    fn where_there_are_no_others_the_smallest_part_becomes_one_with_them() {
        let (parts, folded) = assigned(&[("05120", 7), ("05915", 5)], &["05111", "05112"]);
        assert_eq!((parts, folded), (vec!["OTHERS".to_owned(); 2], fold("05915", "OTHERS")));
        let (parts, folded) = assigned(&[("05120", 7), ("05915", 5)], &["05915", "05111"]);
        assert_eq!((parts, folded), (vec!["OTHERS".to_owned(); 2], fold("05915", "OTHERS")));
        let (parts, folded) = assigned(&[("05120", 7)], &["05120", "05111"]);
        assert_eq!((parts, folded), (vec!["ALL".to_owned(); 2], fold("05120", "ALL")));
    }

    #[test]
    fn who_is_asked_already_is_not_asked_again() {
        let twice = Registration { person: person(1), ..registration(RegistrationState::Attended) };
        assert_eq!(assign_latecomers(None, &asked(&[("ALL", 5)]), &[twice]), Latecomers::default());
    }
}
