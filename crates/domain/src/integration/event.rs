//! One event.

use super::catalogue::EventType;
use crate::access::{Action, Actor, Owner};
use crate::shared::{EventId, OrganisationId, Timestamp};
use uuid::Uuid;

/// Something that happened, as it is told to other systems. It says that a record changed and not what it holds: who
/// wants to know reads the record, with their own rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The event. Receivers tell a repetition by it.
    pub id: EventId,
    /// The place in the order of all commits, from 1 and without gaps. It is never shown: it would say how much
    /// happens that the viewer may not see.
    pub seq: i64,
    /// The type.
    pub kind: &'static EventType,
    /// When.
    pub at: Timestamp,
    /// By what kind of actor: `ANONYMOUS`, `ACCOUNT` or `SYSTEM`.
    pub actor_kind: String,
    /// The record.
    pub subject: Uuid,
    /// To whom it belonged.
    pub owner: Owner,
    /// The version of the record after it, for records that have one.
    pub version: Option<i64>,
    /// The action that decides who may know of it; `None` when nobody may.
    pub shown_by: Option<Action>,
    /// The organisations that held the record together with its owner: the action decides for each of them as if it were
    /// the owner.
    pub co_hosts: Vec<OrganisationId>,
}

impl Event {
    /// The organisation that the record belonged to.
    pub const fn organisation(&self) -> Option<OrganisationId> {
        self.owner.organisation
    }

    /// Whether the rights of an actor may be others after it: their roles, their account, their session, or the
    /// territories of the organisations for which they hold roles.
    pub fn touches(&self, actor: &Actor) -> bool {
        if let Actor::Service(_) = actor {
            return self.kind.noun().starts_with("service");
        }
        let Some(account) = actor.account() else { return false };
        match self.kind.noun() {
            "account" | "role" | "identity" | "person" | "personal_token" => {
                self.owner.person.is_none_or(|person| person == account.person)
            }
            "session" => account.proof.session().is_some_and(|session| session.uuid() == self.subject),
            "organisation" => account.assignments.iter().any(|held| held.organisation.uuid() == self.subject),
            "territory" => true,
            _ => false,
        }
    }
}
