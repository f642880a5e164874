//! What was done by hand with a waiting list: a log that is never rewritten.

use super::registration::{PriorityClass, Registration};
use crate::access::Role;
use crate::shared::{
    AccountId, CourseSessionId, LongText, OrganisationId, RegistrationId, Timestamp, WaitingChangeId, coded_enum,
};

coded_enum! {
    /// What was done by hand with somebody who waits for a seat.
    WaitingChangeKind {
        /// They were moved to another rank.
        Moved = "MOVED", "verschoben";
        /// They have another rank because somebody else was moved, or is of another class now.
        Displaced = "DISPLACED", "durch eine andere Änderung verschoben";
        /// They are of another priority class now.
        ClassChanged = "CLASS_CHANGED", "Vorrangklasse geändert";
        /// They got a seat out of turn.
        Confirmed = "CONFIRMED", "von Hand bestätigt";
        /// The organiser said no.
        Rejected = "REJECTED", "abgelehnt";
        /// The organiser took the registration back.
        Revoked = "REVOKED", "zurückgenommen";
        /// Lots were drawn: they got a seat, or the rank that fell to them.
        Drawn = "DRAWN", "ausgelost";
    }
}

/// By whom a change was made: the function counts and not the name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    /// The account; the platform itself and other systems have none.
    pub account: Option<AccountId>,
    /// In which role.
    pub role: Option<Role>,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
}

/// A change of a waiting list by hand, as it concerned one registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingChange {
    /// The change itself.
    pub id: WaitingChangeId,
    /// In which session.
    pub session: CourseSessionId,
    /// Whom it concerned.
    pub registration: RegistrationId,
    /// What was done.
    pub kind: WaitingChangeKind,
    /// The rank before, from 1; none for somebody who did not wait.
    pub old_rank: Option<i64>,
    /// The rank since; none for somebody who does not wait any more.
    pub new_rank: Option<i64>,
    /// The priority class before.
    pub old_class: PriorityClass,
    /// The priority class since.
    pub new_class: PriorityClass,
    /// Why; of a draw of lots its seed.
    pub reason: LongText,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Hand,
}

impl WaitingChange {
    /// A line of the log about a registration, as it was and as it is now.
    pub fn of(
        id: WaitingChangeId,
        kind: WaitingChangeKind,
        (before, after): (&Registration, &Registration),
        (old_rank, new_rank): (Option<i64>, Option<i64>),
        (reason, at, by): (&LongText, Timestamp, Hand),
    ) -> Self {
        Self {
            id,
            session: after.session,
            registration: after.id,
            kind,
            old_rank,
            new_rank,
            old_class: before.class,
            new_class: after.class,
            reason: reason.clone(),
            at,
            by,
        }
    }
}
