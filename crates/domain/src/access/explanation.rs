//! Why somebody may do something, or not.

use super::action::{Action, Opening};
use super::actor::{Actor, Assignment};
use super::visibility::Owner;
use crate::shared::coded_enum;

coded_enum! {
    /// Why an action is allowed on a record, or not.
    AccessReason {
        /// Allowed: everybody may.
        Public = "PUBLIC", "Öffentlich";
        /// Allowed: everybody who is signed in may.
        Community = "COMMUNITY", "Für alle Angemeldeten";
        /// Allowed: it is one's own.
        Own = "OWN", "Eigenes";
        /// Allowed: a role gives it.
        Role = "ROLE", "Durch eine Rolle";
        /// Allowed: the service account has this scope.
        Scope = "SCOPE", "Durch den Umfang des Dienstkontos";
        /// Refused: the service account, or the token of the account, has no such scope.
        NoScope = "NO_SCOPE", "Nicht im Umfang des Schlüssels";
        /// Refused: nobody is signed in.
        NotSignedIn = "NOT_SIGNED_IN", "Nicht angemeldet";
        /// Refused: no role gives this action at all.
        NoRole = "NO_ROLE", "Keine Rolle dafür";
        /// Refused: a role gives this action, but does not reach this record.
        OutOfReach = "OUT_OF_REACH", "Außerhalb der Reichweite";
        /// Refused: a role would give it, but counts only with the second factor.
        SecondFactorMissing = "SECOND_FACTOR_MISSING", "Zweiter Faktor fehlt";
        /// Refused: the record does not exist, or the viewer may not see it.
        NotFound = "NOT_FOUND", "Nicht gefunden";
    }
}

impl AccessReason {
    /// Whether the action is allowed.
    pub const fn allows(self) -> bool {
        matches!(self, Self::Public | Self::Community | Self::Own | Self::Role | Self::Scope)
    }
}

/// Why somebody may do something with a record, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Why.
    pub reason: AccessReason,
    /// The roles that give it, or would give it with the second factor.
    pub by: Vec<Assignment>,
}

/// Explains an action on a record of this owner.
pub fn explain(actor: &Actor, action: Action, owner: &Owner) -> Explanation {
    let because = |reason| Explanation { reason, by: Vec::new() };
    let account = match (actor, action.opening()) {
        (_, Opening::Public) | (Actor::System, _) => return because(AccessReason::Public),
        (Actor::Anonymous, _) => return because(AccessReason::NotSignedIn),
        (Actor::Service(_), _) => {
            return because(match (actor.permit(action, owner), actor.may(action)) {
                (Ok(_), _) => AccessReason::Scope,
                (_, Ok(())) => AccessReason::OutOfReach,
                (_, Err(_)) => AccessReason::NoScope,
            });
        }
        (Actor::Account(account), _) if account.scopes.as_ref().is_some_and(|scopes| !scopes.contains(&action)) => {
            return because(AccessReason::NoScope);
        }
        (Actor::Account(_), Opening::Community) => return because(AccessReason::Community),
        (Actor::Account(account), Opening::SignedIn | Opening::Closed) => account,
    };
    let giving = |held: &[Assignment]| -> Vec<Assignment> {
        held.iter().filter(|held| held.gives(action, owner, account.person)).cloned().collect()
    };
    let is_own = action.opening() == Opening::SignedIn && owner.person == Some(account.person);
    match (giving(&account.assignments), giving(&account.suspended)) {
        (_, _) if is_own => because(AccessReason::Own),
        (by, _) if !by.is_empty() => Explanation { reason: AccessReason::Role, by },
        (_, by) if !by.is_empty() => Explanation { reason: AccessReason::SecondFactorMissing, by },
        _ if actor.may(action).is_ok() => because(AccessReason::OutOfReach),
        _ => because(AccessReason::NoRole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Account, Proof, Role};
    use uuid::Uuid;

    fn assignment(role: Role) -> Assignment {
        Assignment {
            id: Some(Uuid::from_u128(9).into()),
            role,
            organisation: Uuid::from_u128(10).into(),
            territories: ["05120".to_owned()].into(),
            districts: ["05120".to_owned()].into(),
        }
    }

    fn actor(assignments: Vec<Assignment>) -> Actor {
        Actor::Account(Account {
            id: Uuid::from_u128(1).into(),
            proof: Proof::Session(Uuid::from_u128(2).into()),
            person: Uuid::from_u128(3).into(),
            assignments,
            suspended: Vec::new(),
            scopes: None,
        })
    }

    #[test]
    fn an_explanation_agrees_with_the_permit() {
        let served = Owner::organisation(Uuid::from_u128(11).into(), Some("05120".to_owned()));
        let foreign = Owner::organisation(Uuid::from_u128(12).into(), Some("05915".to_owned()));
        let own = foreign.clone().about(Uuid::from_u128(3).into());
        let actors =
            Role::ALL.iter().map(|role| actor(vec![assignment(*role)])).chain([Actor::Anonymous, actor(vec![])]);
        for actor in actors {
            for action in Action::ALL {
                for owner in [&served, &foreign, &own, &Owner::NOBODY] {
                    let explained = explain(&actor, *action, owner);
                    assert_eq!(
                        explained.reason.allows(),
                        actor.permit(*action, owner).is_ok(),
                        "{action} {explained:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_role_without_its_second_factor_is_named() {
        let owner = Owner::NOBODY;
        let admin = assignment(Role::TransferagenturAdmin);
        let Actor::Account(account) = actor(Vec::new()) else { panic!("it has an account") };
        let without = Actor::Account(Account { suspended: vec![admin.clone()], ..account });
        let explained = explain(&without, Action::OrganisationMerge, &owner);
        assert_eq!(explained, Explanation { reason: AccessReason::SecondFactorMissing, by: vec![admin] });
    }
}
