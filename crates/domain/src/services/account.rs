//! A service account and its states.

use super::networks::Networks;
use crate::access::{Action, Actor, Owner, Reach, Service};
use crate::shared::{
    AccountId, LongText, Name, OrganisationId, Period, Refusal, RefusalCode, ServiceAccountId, Timestamp, coded_enum,
};
use std::collections::BTreeSet;

coded_enum! {
    /// Whether a service account can be used.
    ServiceAccountState {
        /// Can prove who it is, within its period.
        Active = "ACTIVE", "Aktiv";
        /// Shut: its tokens are refused at once.
        Disabled = "DISABLED", "Gesperrt";
    }
}

coded_enum! {
    /// How far a service account reaches with its scopes.
    ServiceReach {
        /// What belongs to the organisation that owns it.
        Organisation = "ORGANISATION", "Eigene Organisation";
        /// Organisations in the territories that this organisation serves.
        Territory = "TERRITORY", "Zuständigkeitsgebiet";
        /// All of it.
        Everywhere = "EVERYWHERE", "Landesweit";
    }
}

impl From<ServiceReach> for Reach {
    fn from(reach: ServiceReach) -> Self {
        match reach {
            ServiceReach::Organisation => Self::Organisation,
            ServiceReach::Territory => Self::Territory,
            ServiceReach::Everywhere => Self::Everywhere,
        }
    }
}

/// Another system, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAccount {
    /// The service account; its UUID is the `client_id`.
    pub id: ServiceAccountId,
    /// What the system is called.
    pub name: Name,
    /// What it is for.
    pub purpose: Option<LongText>,
    /// The organisation that owns it and answers for it.
    pub organisation: OrganisationId,
    /// The actions that it may use, beside what is public.
    pub scopes: BTreeSet<Action>,
    /// How far it reaches with them.
    pub reach: ServiceReach,
    /// From where it may be used.
    pub networks: Networks,
    /// The public keys with which it signs assertions, as a JSON Web Key Set.
    pub public_keys: Option<String>,
    /// When it can be used.
    pub period: Period,
    /// Whether it can be used.
    pub state: ServiceAccountState,
    /// Who made it; nobody when the operator did.
    pub created_by: Option<AccountId>,
    /// When it last got a token, to within a minute.
    pub last_used_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// The version, for optimistic locking.
    pub version: i64,
    /// To whom it belongs.
    pub owner: Owner,
}

impl ServiceAccount {
    /// Whether an actor has power over it: nobody gives, and nobody gets hold of, more than they hold. `as_service` is
    /// what it would act as.
    ///
    /// # Errors
    /// `SCOPE_EXCEEDS_OWN` with the first scope that exceeds the actor's rights.
    pub fn decide_power(&self, actor: &Actor, as_service: &Service) -> Result<(), Refusal> {
        match actor.exceeded_by(as_service, self.owner.district.as_deref()) {
            Some(scope) => Err(Refusal::new(RefusalCode::ScopeExceedsOwn).at("scopes").with("scope", scope)),
            None => Ok(()),
        }
    }

    /// Allows a verb only in one of some states.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn must_be(&self, allowed: ServiceAccountState, verb: &'static str) -> Result<(), Refusal> {
        if self.state == allowed {
            return Ok(());
        }
        Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
    }
}
