//! What the contact log says about the care for partners: who was out of reach for how long.

use super::contact::ContactChannel;
use super::membership::{Membership, MembershipState};
use crate::shared::{Date, OrganisationId, Timestamp, berlin_date};
use std::collections::HashMap;

/// The last contact with a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastContact {
    /// With which partner.
    pub partner: OrganisationId,
    /// When.
    pub at: Timestamp,
}

/// How many contacts there were by one way in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactCount {
    /// By which way.
    pub channel: ContactChannel,
    /// The first day of the month.
    pub month: Date,
    /// How many.
    pub count: u64,
}

/// A partner who was not spoken with for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfContact {
    /// Its membership.
    pub membership: Membership,
    /// When it was last spoken with; `None` when never.
    pub last: Option<Timestamp>,
    /// For how many days: since the last contact, or since the membership began.
    pub days: i64,
}

/// The partners without contact for at least so many days, the longest first. Who has left is not missed.
pub fn out_of_contact(
    memberships: impl IntoIterator<Item = Membership>,
    last: &[LastContact],
    days: i64,
    today: Date,
) -> Vec<OutOfContact> {
    let last: HashMap<_, _> = last.iter().map(|contact| (contact.partner, contact.at)).collect();
    let mut missed: Vec<_> = memberships
        .into_iter()
        .filter(|membership| membership.state != MembershipState::Left)
        .map(|membership| {
            let last = last.get(&membership.organisation).copied();
            let since = last.map_or(membership.period.from, berlin_date);
            OutOfContact { membership, last, days: days_between(since, today) }
        })
        .filter(|partner| partner.days >= days)
        .collect();
    missed.sort_by_key(|partner| (std::cmp::Reverse(partner.days), partner.membership.id));
    missed
}

fn days_between(from: Date, until: Date) -> i64 {
    from.duration_until(until).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::super::membership::MemberRole;
    use super::*;
    use crate::shared::Period;
    use uuid::Uuid;

    fn member(number: u128, since: &str, state: MembershipState) -> Membership {
        let since: Date = since.parse().unwrap();
        let at = Timestamp::from_micros(0).unwrap();
        Membership {
            id: Uuid::from_u128(number).into(),
            network: Uuid::from_u128(1).into(),
            organisation: Uuid::from_u128(100 + number).into(),
            contact_person: None,
            role: MemberRole::Partner,
            commitment: None,
            state,
            period: Period::new(since, None).unwrap(),
            state_since: since,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn who_was_never_spoken_with_waits_since_the_beginning() {
        let members = [
            member(1, "2020-01-01", MembershipState::Active),
            member(2, "2019-01-01", MembershipState::Paused),
            member(3, "2019-01-01", MembershipState::Left),
            member(4, "2019-01-01", MembershipState::Invited),
        ];
        let spoken = |number: u128, at: &str| LastContact {
            partner: Uuid::from_u128(100 + number).into(),
            at: Timestamp::parse(at).unwrap(),
        };
        let last = [spoken(2, "2020-02-02T10:00:00Z"), spoken(4, "2020-02-03T10:00:00Z")];
        let missed = out_of_contact(members, &last, 30, "2020-03-03".parse().unwrap());
        let found: Vec<_> =
            missed.iter().map(|partner| (partner.membership.id.uuid().as_u128(), partner.days)).collect();
        assert_eq!(found, [(1, 62), (2, 30)]);
        assert_eq!(missed[0].last, None);
    }

    #[test]
    fn the_change_to_summer_time_takes_no_day_away() {
        assert_eq!(days_between("2020-03-28".parse().unwrap(), "2020-03-30".parse().unwrap()), 2);
    }
}
