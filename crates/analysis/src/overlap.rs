//! Who sits where with whom: overlap of committees or networks, and how much one member carries.

use std::collections::{BTreeMap, BTreeSet};

/// How much two groups overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupOverlap<G> {
    /// One group.
    pub one: G,
    /// The other one, after it in order.
    pub other: G,
    /// How many members both have.
    pub shared: usize,
    /// The Jaccard index: those whom both have, by those whom either has; from 0 to 1.
    pub jaccard: f64,
}

/// In how many groups one member sits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load<M> {
    /// Who.
    pub member: M,
    /// In how many.
    pub groups: usize,
}

/// The Jaccard index of two sets: those whom both have, by those whom either has. Two empty sets share nothing.
pub fn jaccard<M: Ord>(one: &BTreeSet<M>, other: &BTreeSet<M>) -> f64 {
    crate::metrics::ratio(one.intersection(other).count(), one.union(other).count()).unwrap_or_default()
}

/// All pairs of groups that share somebody, those with the largest overlap first. Only groups of one member are paired,
/// so it takes as long as members sit in many groups, and not as there are many groups.
pub fn overlaps<G: Ord + Clone, M: Ord>(groups: &BTreeMap<G, BTreeSet<M>>) -> Vec<GroupOverlap<G>> {
    let mut of_member: BTreeMap<&M, Vec<&G>> = BTreeMap::new();
    for (group, members) in groups {
        for member in members {
            of_member.entry(member).or_default().push(group);
        }
    }
    let mut shared: BTreeMap<(&G, &G), usize> = BTreeMap::new();
    for theirs in of_member.values() {
        for (number, one) in theirs.iter().enumerate() {
            for other in theirs.iter().skip(number + 1) {
                *shared.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    let pairs = shared.into_iter().map(|((one, other), shared)| GroupOverlap {
        one: one.clone(),
        other: other.clone(),
        shared,
        jaccard: crate::metrics::ratio(shared, groups[one].len() + groups[other].len() - shared).unwrap_or_default(),
    });
    let mut found: Vec<_> = pairs.collect();
    found.sort_by(|one, other| {
        let ids = || (&one.one, &one.other).cmp(&(&other.one, &other.other));
        other.jaccard.total_cmp(&one.jaccard).then_with(ids)
    });
    found
}

/// In how many groups everybody sits, those in the most first.
pub fn load_per_member<G, M: Ord + Clone>(groups: &BTreeMap<G, BTreeSet<M>>) -> Vec<Load<M>> {
    let mut counts: BTreeMap<&M, usize> = BTreeMap::new();
    for member in groups.values().flatten() {
        *counts.entry(member).or_default() += 1;
    }
    let mut loads: Vec<_> =
        counts.into_iter().map(|(member, groups)| Load { member: member.clone(), groups }).collect();
    loads.sort_by_key(|load| std::cmp::Reverse(load.groups));
    loads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_overlap_by_their_shared_members() {
        let groups = BTreeMap::from([
            ("conference", BTreeSet::from([1, 2, 3, 4])),
            ("steering", BTreeSet::from([3, 4])),
            ("working", BTreeSet::from([4, 5])),
            ("board", BTreeSet::from([9])),
        ]);
        let found = overlaps(&groups);
        let pairs: Vec<_> = found.iter().map(|overlap| (overlap.one, overlap.other, overlap.shared)).collect();
        assert_eq!(pairs, [("conference", "steering", 2), ("steering", "working", 1), ("conference", "working", 1)]);
        assert!((found[0].jaccard - 0.5).abs() < 1e-12 && (found[1].jaccard - 1.0 / 3.0).abs() < 1e-12);
        let loads = load_per_member(&groups);
        assert_eq!((loads[0].member, loads[0].groups), (4, 3));
        assert!(jaccard(&BTreeSet::<i32>::new(), &BTreeSet::new()).abs() < 1e-12);
    }
}
