//! The agenda of a meeting.

use crate::shared::{AgendaItemId, LongText, MeetingId, Name, Timestamp, coded_enum};

coded_enum! {
    /// What an item of an agenda is for.
    AgendaPurpose {
        /// To inform.
        Information = "INFO", "Information";
        /// To talk it over.
        Discussion = "DISCUSSION", "Beratung";
        /// To decide.
        Decision = "DECISION", "Beschluss";
    }
}

/// What an item of an agenda says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItemDraft {
    /// In one line.
    pub title: Name,
    /// What it is for.
    pub purpose: AgendaPurpose,
    /// Whether it is dealt with in public.
    pub public: bool,
    /// More about it, for the members.
    pub note: Option<LongText>,
}

/// An item of the agenda of a meeting (German: Tagesordnungspunkt).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaItem {
    /// The item.
    pub id: AgendaItemId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Its place in the agenda, from 1; nothing once it is taken off.
    pub position: Option<i64>,
    /// What it says.
    pub draft: AgendaItemDraft,
    /// When it was taken off.
    pub removed_at: Option<Timestamp>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// The order of an agenda after one item moved to a place, from 1; beyond the end it becomes the last.
pub fn moved(order: &[AgendaItemId], item: AgendaItemId, to: i64) -> Vec<AgendaItemId> {
    let mut after: Vec<_> = order.iter().copied().filter(|other| *other != item).collect();
    let place = usize::try_from(to.max(1) - 1).unwrap_or(usize::MAX).min(after.len());
    after.insert(place, item);
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn ids(count: u128) -> Vec<AgendaItemId> {
        (0..count).map(|number| Uuid::from_u128(number).into()).collect()
    }

    #[test]
    fn an_item_moves_to_its_place_and_the_others_close_up() {
        let order = ids(4);
        let places = |to| moved(&order, order[3], to).iter().position(|id| *id == order[3]).unwrap();
        assert_eq!((places(1), places(2), places(4), places(99), places(-5)), (0, 1, 3, 3, 0));
        assert_eq!(moved(&order, order[0], 3), [order[1], order[2], order[0], order[3]]);
    }

    proptest! {
        #[test]
        fn no_item_is_lost_or_doubled(count in 1_u128..20, item in 0_usize..20, to in -3_i64..30) {
            let order = ids(count);
            let item = order[item % order.len()];
            let mut after = moved(&order, item, to);
            after.sort_unstable();
            prop_assert_eq!(after, order);
        }
    }
}
