//! The tree: an organisation is a part of at most one other.

use super::organisation::Organisation;
use crate::shared::{OrganisationId, Refusal, RefusalCode};

/// Whether `moved` may become a part of `parent`. `chain` names the organisations above the parent.
///
/// # Errors
/// `CYCLE` when the parent is a part of what is moved, `WRONG_STATE` when the parent is not active.
pub fn check_parent(moved: OrganisationId, parent: &Organisation, chain: &[OrganisationId]) -> Result<(), Refusal> {
    if parent.id == moved || chain.contains(&moved) {
        return Err(Refusal::new(RefusalCode::Cycle));
    }
    parent.expect_active("addParts")
}

#[cfg(test)]
mod tests {
    use super::super::kind::OrganisationKind;
    use super::super::organisation::OrganisationState;
    use super::super::organisation::tests::organisation;
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    /// Those above `id`, nearest first; stops when it comes around.
    fn chain(parents: &[Option<usize>], mut at: usize) -> Vec<usize> {
        let mut above = Vec::new();
        while let Some(parent) = parents[at] {
            if above.contains(&parent) {
                break;
            }
            above.push(parent);
            at = parent;
        }
        above
    }

    proptest! {
        #[test]
        fn no_order_of_allowed_moves_makes_a_cycle(moves in prop::collection::vec((0..8_usize, 0..8_usize), 0..60)) {
            let mut parents = [None; 8];
            for (moved, parent) in moves {
                let id = |number: usize| OrganisationId::from(Uuid::from_u128(number as u128));
                let target = organisation(parent as u128, OrganisationKind::Department);
                let above: Vec<_> = chain(&parents, parent).into_iter().map(id).collect();
                let closes = moved == parent || chain(&parents, parent).contains(&moved);
                let allowed = check_parent(id(moved), &target, &above);
                prop_assert_eq!(allowed.is_err(), closes);
                if allowed.is_ok() {
                    parents[moved] = Some(parent);
                }
                for start in 0..8 {
                    prop_assert!(!chain(&parents, start).contains(&start));
                }
            }
        }
    }

    #[test]
    fn a_closed_organisation_gets_no_parts() {
        let closed = Organisation { state: OrganisationState::Closed, ..organisation(2, OrganisationKind::Department) };
        let refused = check_parent(Uuid::from_u128(1).into(), &closed, &[]).unwrap_err();
        assert_eq!(refused.code, RefusalCode::WrongState);
    }
}
