//! Double structures: committees in which the same people deal with the same subject.

use super::committee::CommitteeProfile;
use crate::networks::FieldOfAction;
use std::collections::BTreeSet;

/// The fields with which a committee deals: its own, or without any those on which its network has agreed.
pub fn fields_of(profile: &CommitteeProfile, agreed: Option<&BTreeSet<FieldOfAction>>) -> BTreeSet<FieldOfAction> {
    if profile.fields.is_empty() { agreed.cloned().unwrap_or_default() } else { profile.fields.clone() }
}

/// How much two committees are one structure twice, from 0 to 1: the share of members that they have in common, times
/// the share of fields of action that they have in common. It is 1 for the same people with the same fields. Nothing can
/// be said when the fields of one are not known.
pub fn double_structure(
    shared_members: f64,
    one: &BTreeSet<FieldOfAction>,
    other: &BTreeSet<FieldOfAction>,
) -> Option<f64> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let count = |number: usize| u32::try_from(number).map_or(f64::INFINITY, f64::from);
    Some(shared_members * count(one.intersection(other).count()) / count(one.union(other).count()))
}

#[cfg(test)]
mod tests {
    use super::super::committee::tests::committee;
    use super::*;

    #[test]
    fn the_same_people_with_the_same_subject_are_one_structure_twice() {
        let (language, stem) = (FieldOfAction::Language, FieldOfAction::Stem);
        let score = |shared, one: &[FieldOfAction], other: &[FieldOfAction]| {
            double_structure(shared, &one.iter().copied().collect(), &other.iter().copied().collect())
        };
        assert_eq!(score(1.0, &[language], &[language]), Some(1.0));
        assert_eq!(score(0.5, &[language], &[language, stem]), Some(0.25));
        assert_eq!(score(1.0, &[language], &[stem]), Some(0.0));
        assert_eq!(score(1.0, &[], &[stem]), None);
    }

    #[test]
    fn a_committee_without_fields_has_those_of_its_network() {
        let agreed = BTreeSet::from([FieldOfAction::Stem]);
        let mut profile = committee().profile;
        assert_eq!(fields_of(&profile, Some(&agreed)), [FieldOfAction::Language].into());
        profile.fields.clear();
        assert_eq!(fields_of(&profile, Some(&agreed)), agreed);
        assert!(fields_of(&profile, None).is_empty());
    }
}
