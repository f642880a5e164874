//! The log of what organisers do by hand with a waiting list.

use super::host::hand;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseSession, Hand, Party, Registration, WaitingChange, WaitingChangeKind, ranks};
use domain::shared::{LongText, PartyId, WaitingChangeId};
use persistence::UnitOfWork;
use persistence::qualifications::WaitingChanges;
use std::collections::BTreeMap;

/// What is done by hand in one unit of work, with one reason.
#[derive(Debug)]
pub(super) struct ByHand {
    by: Hand,
    reason: LongText,
    lines: Vec<(Registration, WaitingChange)>,
}

impl ByHand {
    /// Begins a log of what the caller does in a session.
    pub(super) fn begin(call: &Call, session: &CourseSession, reason: &LongText) -> Self {
        let by = hand(call, Action::RegistrationManage, session);
        Self { by, reason: reason.clone(), lines: Vec::new() }
    }

    /// Notes what was done with a registration.
    pub(super) fn note(
        &mut self,
        unit: &UnitOfWork,
        kind: WaitingChangeKind,
        (before, after): (&Registration, &Registration),
        ranks: (Option<i64>, Option<i64>),
    ) {
        let id = WaitingChangeId::new(unit.ids());
        let said = (&self.reason, unit.now(), self.by);
        self.lines.push((after.clone(), WaitingChange::of(id, kind, (before, after), ranks, said)));
    }

    /// Keeps the log with the change.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub(super) async fn keep(self, unit: &UnitOfWork, session: &CourseSession) -> Result<(), Error> {
        Ok(WaitingChanges::insert(unit, session, &self.lines).await?)
    }
}

/// The ranks of all parties among these registrations.
pub(super) fn ranked<'r>(waiting: impl IntoIterator<Item = &'r Registration>) -> BTreeMap<PartyId, i64> {
    ranks(&Party::of(waiting))
}
