//! The order of the waiting list, and how it is changed by hand.

use super::registration::Party;
use crate::shared::{PartyId, Refusal, RefusalCode};
use std::collections::BTreeMap;

/// The order in which parties wait: by class, then by place, then by age.
pub fn waiting_order(mut parties: Vec<Party>) -> Vec<Party> {
    parties.sort_by_key(|party| (party.class, party.place, party.id));
    parties
}

/// The rank of every party that waits, from 1, over both classes.
pub fn ranks(waiting: &[Party]) -> BTreeMap<PartyId, i64> {
    waiting_order(waiting.to_vec()).into_iter().map(|party| party.id).zip(1..).collect()
}

/// Moves a party to a rank among those of its class, from 1, and says the new places of all whose place changes. The
/// places that are in use are dealt out again, so that nobody outside of the waiting list is touched.
///
/// # Errors
/// `NOT_FOUND` for a party that does not wait, `OUT_OF_RANGE` for a rank that does not exist.
pub fn reorder(waiting: &[Party], moved: PartyId, rank: usize) -> Result<Vec<(PartyId, i64)>, Refusal> {
    let class = waiting.iter().find(|party| party.id == moved).map(|party| party.class);
    let class = class.ok_or_else(|| Refusal::new(RefusalCode::NotFound).at("registrationId"))?;
    let before = waiting_order(waiting.iter().filter(|party| party.class == class).cloned().collect());
    if !(1..=before.len()).contains(&rank) {
        return Err(Refusal::new(RefusalCode::OutOfRange).at("rank").with("min", 1).with("max", before.len()));
    }
    let mut order: Vec<PartyId> = before.iter().map(|party| party.id).filter(|party| *party != moved).collect();
    order.insert(rank - 1, moved);
    let dealt = order.into_iter().zip(before.iter().map(|party| party.place));
    let place_of = |id| before.iter().find(|party| party.id == id).map(|party| party.place);
    Ok(dealt.filter(|(party, place)| place_of(*party) != Some(*place)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::registration::PriorityClass;
    use super::*;
    use uuid::Uuid;

    fn party(number: u128, class: PriorityClass, place: i64) -> Party {
        Party { id: Uuid::from_u128(number).into(), class, place, claims: Vec::new() }
    }

    fn id(number: u128) -> PartyId {
        Uuid::from_u128(number).into()
    }

    #[test]
    fn the_first_class_waits_in_front() {
        use PriorityClass::{First, Second};
        let order = waiting_order(vec![party(1, Second, 1), party(2, First, 9), party(3, First, 4)]);
        assert_eq!(order.iter().map(|party| party.id).collect::<Vec<_>>(), [id(3), id(2), id(1)]);
    }

    #[test]
    fn moving_one_deals_out_the_same_places_again() {
        use PriorityClass::{First, Second};
        let waiting = [party(1, First, 3), party(2, First, 5), party(3, First, 8), party(4, Second, 4)];
        assert_eq!(reorder(&waiting, id(3), 1).unwrap(), [(id(3), 3), (id(1), 5), (id(2), 8)]);
        assert_eq!(reorder(&waiting, id(3), 2).unwrap(), [(id(3), 5), (id(2), 8)]);
        assert_eq!(reorder(&waiting, id(1), 1).unwrap(), []);
        assert_eq!(reorder(&waiting, id(4), 2).unwrap_err().code, RefusalCode::OutOfRange);
        assert_eq!(reorder(&waiting, id(7), 1).unwrap_err().code, RefusalCode::NotFound);
    }
}
