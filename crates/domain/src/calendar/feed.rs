//! A calendar under a secret address.

use crate::access::Owner;
use crate::shared::{AccountId, CalendarFeedId, CommitteeId, Name, NetworkId, Refusal, RefusalCode, Timestamp};

/// What a calendar shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CalendarSubject {
    /// The dates of its owner.
    #[default]
    Own,
    /// The meetings of a committee, as far as its owner may know of them.
    Committee(CommitteeId),
    /// The meetings of the committees of a network, as far as its owner may know of them.
    Network(NetworkId),
}

impl CalendarSubject {
    /// What is named; a committee counts before its network.
    pub fn of(committee: Option<CommitteeId>, network: Option<NetworkId>) -> Self {
        match (committee, network) {
            (Some(committee), _) => Self::Committee(committee),
            (None, Some(network)) => Self::Network(network),
            (None, None) => Self::Own,
        }
    }

    /// The committee, if it is one.
    pub const fn committee(self) -> Option<CommitteeId> {
        match self {
            Self::Committee(committee) => Some(committee),
            Self::Own | Self::Network(_) => None,
        }
    }

    /// The network, if it is one.
    pub const fn network(self) -> Option<NetworkId> {
        match self {
            Self::Network(network) => Some(network),
            Self::Own | Self::Committee(_) => None,
        }
    }
}

/// A calendar under a secret address. Of the address only a digest is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFeed {
    /// The feed itself.
    pub id: CalendarFeedId,
    /// Whose it is.
    pub account: AccountId,
    /// What it shows.
    pub subject: CalendarSubject,
    /// What its owner calls it, for instance the device that subscribes to it.
    pub label: Name,
    /// When it was made.
    pub created_at: Timestamp,
    /// Since when its address leads nowhere.
    pub revoked_at: Option<Timestamp>,
}

impl CalendarFeed {
    /// How many feeds one account can have at a time.
    pub const MOST: usize = 10;

    /// Whether one more can be made beside these.
    ///
    /// # Errors
    /// `TOO_MANY`.
    pub fn check_number(present: &[Self]) -> Result<(), Refusal> {
        let open = present.iter().filter(|feed| feed.revoked_at.is_none()).count();
        if open < Self::MOST { Ok(()) } else { Err(Refusal::new(RefusalCode::TooMany).with("max", Self::MOST)) }
    }

    /// Its address leads nowhere from now on.
    ///
    /// # Errors
    /// `NOT_FOUND` when it was revoked before: for its owner it is gone.
    pub fn revoke(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.revoked_at {
            Some(_) => Err(Refusal::new(RefusalCode::NotFound).at("id")),
            None => Ok(Self { revoked_at: Some(now), ..self }),
        }
    }

    /// To whom it belongs, when the account belongs to `owner`: to the person alone.
    pub fn owner(owner: &Owner) -> Owner {
        Owner { person: owner.person, ..Owner::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn feed(number: u128, revoked: bool) -> CalendarFeed {
        let at = Timestamp::parse("2020-03-03T08:00:00Z").unwrap();
        CalendarFeed {
            id: Uuid::from_u128(number).into(),
            account: Uuid::from_u128(1).into(),
            subject: CalendarSubject::Own,
            label: Name::new("Telefon").unwrap(),
            created_at: at,
            revoked_at: revoked.then_some(at),
        }
    }

    #[test]
    fn the_number_of_open_feeds_is_bounded() {
        let open: Vec<_> = (0..10).map(|number| feed(number, false)).collect();
        assert!(CalendarFeed::check_number(&open[1..]).is_ok());
        assert_eq!(CalendarFeed::check_number(&open).unwrap_err().code, RefusalCode::TooMany);
        let one_gone: Vec<_> = (0..10).map(|number| feed(number, number == 0)).collect();
        assert!(CalendarFeed::check_number(&one_gone).is_ok());
    }

    #[test]
    fn a_feed_is_about_one_thing() {
        let (committee, network) = (CommitteeId::from(Uuid::from_u128(1)), NetworkId::from(Uuid::from_u128(2)));
        assert_eq!(CalendarSubject::of(None, None), CalendarSubject::Own);
        for subject in [CalendarSubject::Committee(committee), CalendarSubject::Network(network)] {
            assert_eq!(CalendarSubject::of(subject.committee(), subject.network()), subject);
        }
    }

    #[test]
    fn a_feed_is_revoked_once() {
        let at = Timestamp::parse("2020-04-01T08:00:00Z").unwrap();
        assert_eq!(feed(1, false).revoke(at).unwrap().revoked_at, Some(at));
        assert_eq!(feed(1, true).revoke(at).unwrap_err().code, RefusalCode::NotFound);
    }
}
