//! A network as it is now, and the rules that hold at any time.

use super::kind::{FieldOfAction, NetworkKind, NetworkVisibility};
use super::phase::{NetworkPhase, PhaseChange, phase_on};
use crate::access::Owner;
use crate::shared::{
    Date, LongText, Name, NetworkId, OrganisationId, PersonId, Refusal, RefusalCode, Timestamp, WebAddress, search_key,
    sort_key,
};
use crate::territories::TerritoryKey;
use std::collections::BTreeSet;

/// The most territories of one network: all districts of the state and more.
const MOST_TERRITORIES: usize = 100;

/// What a network is called and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The full name.
    pub name: Name,
    /// A short form of it.
    pub short_name: Option<Name>,
    /// What it is called on the spot, for instance `Bildungsregion`.
    pub local_label: Option<Name>,
    /// Its type.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: Option<LongText>,
    /// The fields in which it acts.
    pub fields: BTreeSet<FieldOfAction>,
    /// The keys of its territories, also of several districts.
    pub territories: BTreeSet<TerritoryKey>,
    /// On what it rests, for instance the contract of cooperation with the state.
    pub legal_basis: Option<Name>,
    /// Its website.
    pub website: Option<WebAddress>,
    /// Who may know of it.
    pub visibility: NetworkVisibility,
}

impl Profile {
    /// By which words it is found.
    pub fn search_key(&self) -> String {
        let words = [Some(&self.name), self.short_name.as_ref(), self.local_label.as_ref()];
        search_key(&words.into_iter().flatten().map(Name::as_str).collect::<Vec<_>>().join(" "))
    }

    /// Where it stands in a list.
    pub fn sort_key(&self) -> String {
        sort_key(self.name.as_str())
    }

    /// Checks what its parts say together.
    ///
    /// # Errors
    /// `REQUIRED` without a territory, `TOO_MANY` above 100.
    pub fn check(&self) -> Result<(), Refusal> {
        match self.territories.len() {
            0 => Err(Refusal::new(RefusalCode::Required).at("territoryKeys")),
            1..=MOST_TERRITORIES => Ok(()),
            _ => Err(Refusal::new(RefusalCode::TooMany).at("territoryKeys").with("max", MOST_TERRITORIES)),
        }
    }
}

/// A network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// The network.
    pub id: NetworkId,
    /// What it is called and what it is about.
    pub profile: Profile,
    /// The network that it is a part of.
    pub parent: Option<NetworkId>,
    /// The organisation that keeps it.
    pub organisation: OrganisationId,
    /// The district in which that organisation lies.
    pub district: Option<String>,
    /// Since when it exists.
    pub founded_on: Date,
    /// Where it stands.
    pub phase: NetworkPhase,
    /// Since when it stands there.
    pub phase_since: Date,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Network {
    /// To whom it belongs: the organisation that keeps it.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.organisation, self.district.clone())
    }

    /// To whom it belongs for somebody who belongs to it: to themselves as well.
    pub fn owner_for(&self, insider: Option<PersonId>) -> Owner {
        Owner { person: insider, ..self.owner() }
    }

    /// Goes on unless it is dissolved.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_alive(&self, verb: &'static str) -> Result<(), Refusal> {
        if self.phase == NetworkPhase::Dissolved {
            Err(Refusal::new(RefusalCode::WrongState).with("state", self.phase).with("verb", verb))
        } else {
            Ok(())
        }
    }

    /// The phase in which it was at the end of a day.
    pub fn phase_on(changes: &[PhaseChange], day: Date) -> Option<NetworkPhase> {
        phase_on(changes, day)
    }

    /// Checks that it may become a part of another network: `ancestors` are that one and all above it.
    ///
    /// # Errors
    /// `CYCLE`.
    pub fn check_parent(id: NetworkId, ancestors: &[NetworkId]) -> Result<(), Refusal> {
        if ancestors.contains(&id) { Err(Refusal::new(RefusalCode::Cycle).at("parentId")) } else { Ok(()) }
    }

    /// Checks the day on which it was founded.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for a day that is still to come, or before 1900.
    pub fn check_founding(on: Date, today: Date) -> Result<Date, Refusal> {
        let earliest = Date::constant(1900, 1, 1);
        if (earliest..=today).contains(&on) {
            Ok(on)
        } else {
            Err(Refusal::new(RefusalCode::OutOfRange).with("min", earliest).with("max", today))
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use uuid::Uuid;

    pub(crate) fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    pub(crate) fn network() -> Network {
        let at = Timestamp::from_micros(0).unwrap();
        Network {
            id: Uuid::from_u128(1).into(),
            profile: Profile {
                name: Name::new("Bildungsnetzwerk Remscheid").unwrap(),
                short_name: None,
                local_label: Some(Name::new("Bildungsregion").unwrap()),
                kind: NetworkKind::RegionalEducationNetwork,
                purpose: None,
                fields: BTreeSet::new(),
                territories: [TerritoryKey::new("05120").unwrap()].into(),
                legal_basis: None,
                website: None,
                visibility: NetworkVisibility::Members,
            },
            parent: None,
            organisation: Uuid::from_u128(10).into(),
            district: Some("05120".to_owned()),
            founded_on: day("2019-08-01"),
            phase: NetworkPhase::Initiation,
            phase_since: day("2019-08-01"),
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn it_has_a_territory_and_may_have_several_but_not_any_number() {
        let check = |count: usize| {
            let territories =
                (0..count).map(|number| TerritoryKey::new(&format!("05120{number:03}")).unwrap()).collect();
            Profile { territories, ..network().profile }.check().map_err(|refusal| refusal.code)
        };
        assert_eq!(check(0), Err(RefusalCode::Required));
        assert_eq!(check(2), Ok(()));
        assert_eq!(check(101), Err(RefusalCode::TooMany));
    }

    #[test]
    fn it_is_found_by_its_local_label_too() {
        assert_eq!(network().profile.search_key(), "bildungsnetzwerk remscheid bildungsregion");
    }

    #[test]
    fn it_is_no_part_of_itself() {
        let id = network().id;
        let other = Uuid::from_u128(2).into();
        assert!(Network::check_parent(id, &[other]).is_ok());
        assert_eq!(Network::check_parent(id, &[other, id]).unwrap_err().code, RefusalCode::Cycle);
    }

    #[test]
    fn a_dissolved_one_is_not_worked_on() {
        assert!(network().expect_alive("add a member").is_ok());
        let dissolved = Network { phase: NetworkPhase::Dissolved, ..network() };
        assert_eq!(dissolved.expect_alive("add a member").unwrap_err().code, RefusalCode::WrongState);
    }
}
