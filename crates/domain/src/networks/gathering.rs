//! Where organisations were together: from that follow ties about which nobody has to be asked (ADR 0032,
//! ADR 0036).

use super::tie::TieKind;
use crate::shared::{BERLIN, CommitteeId, CourseSessionId, Date, MeetingId, NetworkId, OrganisationId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// What brought organisations together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// Another network of which they were members.
    Network(NetworkId),
    /// A committee in which seats are held on their behalf.
    Committee(CommitteeId),
    /// A session of an offer that their people attended.
    Session(CourseSessionId),
    /// A meeting of a committee at which seats were taken on their behalf.
    Meeting(MeetingId),
}

impl Occasion {
    /// What kind of tie follows from it.
    pub const fn tie(self) -> TieKind {
        match self {
            Self::Network(_) | Self::Committee(_) => TieKind::CoMembership,
            Self::Session(_) | Self::Meeting(_) => TieKind::CoAttendance,
        }
    }
}

/// Organisations that were together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gathering {
    /// What brought them together.
    pub occasion: Occasion,
    /// Who was there.
    pub present: BTreeSet<OrganisationId>,
}

/// The ties that follow: one for each kind and pair, the smaller organisation first, as strong as the number of times
/// that both were there.
pub fn ties_of<'g>(
    gatherings: impl IntoIterator<Item = &'g Gathering>,
) -> BTreeMap<(TieKind, OrganisationId, OrganisationId), u32> {
    let mut ties = BTreeMap::new();
    for gathering in gatherings {
        for (number, one) in gathering.present.iter().enumerate() {
            for other in gathering.present.iter().skip(number + 1) {
                *ties.entry((gathering.occasion.tie(), *one, *other)).or_insert(0_u32) += 1;
            }
        }
    }
    ties
}

/// The instants between which events count for an analysis as of a day: from the same day a year before until the end of
/// that day, in North Rhine-Westphalia. So two analyses can be compared, however long the network exists.
pub fn counted_until(cut_off: Date) -> (Timestamp, Timestamp) {
    let next = cut_off.saturating_add(jiff::Span::new().days(1));
    (begin_of(next.saturating_sub(jiff::Span::new().years(1))), begin_of(next))
}

fn begin_of(day: Date) -> Timestamp {
    let begin = day.to_zoned(BERLIN).map_or(jiff::Timestamp::MAX, |begin| begin.timestamp());
    Timestamp::cut(begin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn organisation(number: u128) -> OrganisationId {
        Uuid::from_u128(number).into()
    }

    fn gathering(occasion: Occasion, present: &[u128]) -> Gathering {
        Gathering { occasion, present: present.iter().copied().map(organisation).collect() }
    }

    #[test]
    fn who_was_together_is_tied_as_often_as_that() {
        let network = |number| Occasion::Network(Uuid::from_u128(number).into());
        let session = Occasion::Session(Uuid::from_u128(9).into());
        let committee = Occasion::Committee(Uuid::from_u128(1).into());
        let meeting = Occasion::Meeting(Uuid::from_u128(9).into());
        let gatherings = [
            gathering(network(1), &[3, 1, 2]),
            gathering(network(2), &[1, 2]),
            gathering(committee, &[2, 3]),
            gathering(session, &[2, 1]),
            gathering(meeting, &[1, 2]),
        ];
        let expected = BTreeMap::from([
            ((TieKind::CoMembership, organisation(1), organisation(2)), 2),
            ((TieKind::CoMembership, organisation(1), organisation(3)), 1),
            ((TieKind::CoMembership, organisation(2), organisation(3)), 2),
            ((TieKind::CoAttendance, organisation(1), organisation(2)), 2),
        ]);
        assert_eq!(ties_of(&gatherings), expected);
        assert!(ties_of(&[gathering(session, &[1])]).is_empty());
    }

    #[test]
    fn events_of_a_year_count_by_local_days() {
        let (from, until) = counted_until("2020-03-29".parse().unwrap());
        // The clocks were put forward on that day.
        assert_eq!(from.to_string(), "2019-03-29T23:00:00.000000Z");
        assert_eq!(until.to_string(), "2020-03-29T22:00:00.000000Z");
        let (from, _) = counted_until("2020-02-28".parse().unwrap());
        assert_eq!(from.to_string(), "2019-02-27T23:00:00.000000Z");
    }
}
