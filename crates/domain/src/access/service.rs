//! Other systems that act without a person.

use super::action::{Action, Opening, Reach};
use super::actor::spread;
use super::visibility::Visibility;
use crate::shared::{OrganisationId, ServiceAccountId};
use std::collections::BTreeSet;

/// A service account as it acts today: for its organisation, with scopes that are a part of the access table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The service account.
    pub id: ServiceAccountId,
    /// The organisation that owns it.
    pub organisation: OrganisationId,
    /// The keys of the territories that this organisation serves.
    pub territories: BTreeSet<String>,
    /// The district keys in those territories, where they do not cover the state.
    pub districts: BTreeSet<String>,
    /// How far it reaches with its scopes.
    pub reach: Reach,
    /// The actions that it may use, beside what is public.
    pub scopes: BTreeSet<Action>,
}

impl Service {
    /// What may be seen with this action.
    pub fn visibility(&self, action: Action) -> Visibility {
        match action.opening() {
            Opening::Public => Visibility::everything(),
            _ if !self.scopes.contains(&action) => Visibility::nothing(),
            Opening::Community => Visibility::everything(),
            Opening::Closed | Opening::SignedIn => {
                spread(self.reach, self.organisation, &self.territories, &self.districts)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Account, Actor, Assignment, Owner, Proof, Role};
    use uuid::Uuid;

    fn service(reach: Reach, scopes: &[Action]) -> Service {
        Service {
            id: Uuid::from_u128(5).into(),
            organisation: Uuid::from_u128(10).into(),
            territories: ["05120".to_owned()].into(),
            districts: ["05120".to_owned()].into(),
            reach,
            scopes: scopes.iter().copied().collect(),
        }
    }

    fn lead() -> Actor {
        Actor::Account(Account {
            id: Uuid::from_u128(1).into(),
            proof: Proof::Session(Uuid::from_u128(2).into()),
            person: Uuid::from_u128(3).into(),
            assignments: vec![Assignment {
                id: Some(Uuid::from_u128(9).into()),
                role: Role::OfficeLead,
                organisation: Uuid::from_u128(10).into(),
                territories: ["05120".to_owned()].into(),
                districts: ["05120".to_owned()].into(),
            }],
            suspended: Vec::new(),
            scopes: None,
        })
    }

    #[test]
    fn it_has_its_scopes_and_what_is_public_and_nothing_else() {
        let actor = Actor::Service(service(Reach::Organisation, &[Action::PersonRead]));
        for action in Action::ALL {
            let may = action.opening() == Opening::Public || *action == Action::PersonRead;
            assert_eq!(actor.may(*action).is_ok(), may, "{action}");
        }
        let own = Owner::organisation(Uuid::from_u128(10).into(), Some("05120".to_owned()));
        let other = Owner::organisation(Uuid::from_u128(11).into(), Some("05120".to_owned()));
        assert!(actor.permit(Action::PersonRead, &own).is_ok());
        assert!(actor.permit(Action::PersonRead, &other).is_err());
        let farther = Actor::Service(service(Reach::Territory, &[Action::PersonRead]));
        assert!(farther.permit(Action::PersonRead, &other).is_ok());
    }

    #[test]
    fn nobody_gives_more_than_they_hold() {
        let exceeded = |reach, scopes: &[Action]| lead().exceeded_by(&service(reach, scopes), Some("05120"));
        assert_eq!(exceeded(Reach::Territory, &[Action::PersonRead, Action::OrganisationUpdate]), None);
        assert_eq!(exceeded(Reach::Everywhere, &[Action::PersonRead]), Some(Action::PersonRead));
        assert_eq!(exceeded(Reach::Organisation, &[Action::AuditRead]), Some(Action::AuditRead));
        assert_eq!(exceeded(Reach::Organisation, &[Action::OrganisationReadCommunity]), None);
    }

    #[test]
    fn a_token_narrows_an_account_to_its_scopes() {
        let Actor::Account(account) = lead() else { panic!("a lead has an account") };
        let narrow = Actor::Account(Account { scopes: Some([Action::PersonRead].into()), ..account });
        assert_eq!(narrow.visibility(Action::PersonRead), lead().visibility(Action::PersonRead));
        assert!(narrow.may(Action::AccountOwn).is_err());
        assert!(narrow.may(Action::OrganisationReadCommunity).is_err());
        assert!(narrow.may(Action::OrganisationRead).is_ok());
    }
}
