//! A role as it is recorded: for an organisation and a period.

use crate::access::{Owner, Role};
use crate::shared::{AccountId, Date, OrganisationId, Period, RoleAssignmentId, Timestamp, coded_enum};

coded_enum! {
    /// Whether a role is held on a day.
    AssignmentState {
        /// Its period has not begun.
        Coming = "COMING", "Künftig";
        /// It is held.
        Current = "CURRENT", "Aktuell";
        /// Its period is over, or it was ended.
        Ended = "ENDED", "Beendet";
    }
}

/// A role that an account holds for an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleAssignment {
    /// The assignment.
    pub id: RoleAssignmentId,
    /// Who holds it.
    pub account: AccountId,
    /// What.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// When.
    pub period: Period,
    /// When it was ended at once, whatever its period says.
    pub ended_at: Option<Timestamp>,
    /// Who granted it; nobody when the operator did, at the command line.
    pub granted_by: Option<AccountId>,
    /// The version, for optimistic locking.
    pub version: i64,
    /// To whom it belongs: the organisation that it is held for.
    pub owner: Owner,
}

impl RoleAssignment {
    /// Whether it is held on a day.
    pub fn standing(&self, day: Date) -> AssignmentState {
        if self.ended_at.is_some() || self.period.until.is_some_and(|until| until < day) {
            AssignmentState::Ended
        } else if day < self.period.from {
            AssignmentState::Coming
        } else {
            AssignmentState::Current
        }
    }
}
