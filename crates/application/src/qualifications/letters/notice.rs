//! Who is told what, and what becomes of the entry in their calendar.

use super::Letter;
use crate::calendar::{EntryStatus, Invitation};
use crate::qualifications::entries::{entry, status_of_registration, status_of_trainer};
use crate::security::{Link, LinkPurpose};
use domain::qualifications::{CourseSession, Registration, RegistrationState, TrainerAssignment};
use domain::shared::{PersonId, RegistrationId, Timestamp};
use uuid::Uuid;

/// A letter to one person.
#[derive(Clone, Debug)]
pub(in crate::qualifications) struct Notice {
    pub(super) person: PersonId,
    pub(super) letter: Letter,
    /// The registration whose code the letter says.
    check_in: Option<RegistrationId>,
    entry: Option<Shown>,
}

/// The entry in the person's calendar.
#[derive(Clone, Copy, Debug)]
struct Shown {
    id: Uuid,
    version: i64,
    status: EntryStatus,
}

impl Notice {
    /// About a registration, as it was and as it is now. Whoever has no seat and had none has nothing in the calendar.
    pub(in crate::qualifications) fn about(
        before: Option<&Registration>,
        after: &Registration,
        letter: Letter,
    ) -> Self {
        let was = before.and_then(|before| status_of_registration(before.state));
        let status = left(was, status_of_registration(after.state));
        let entry = status.map(|status| Shown { id: after.id.uuid(), version: after.version, status });
        let seated = after.state == RegistrationState::Confirmed;
        let check_in = (seated && letter.says_code()).then_some(after.id);
        Self { person: after.person, letter, check_in, entry }
    }

    /// About a registration that stays as it is.
    pub(in crate::qualifications) fn still(registration: &Registration, letter: Letter) -> Self {
        Self::about(Some(registration), registration, letter)
    }

    /// About the assignment of a trainer, as it was and as it is now.
    pub(in crate::qualifications) fn trainer(
        before: Option<&TrainerAssignment>,
        after: &TrainerAssignment,
        letter: Letter,
    ) -> Self {
        let was = before.and_then(|before| status_of_trainer(before.state));
        let status = left(was, status_of_trainer(after.state));
        let entry = status.map(|status| Shown { id: after.id.uuid(), version: after.version, status });
        Self { person: after.person, letter, check_in: None, entry }
    }

    /// The code that the letter says, which is made when the mail leaves.
    pub(super) fn code(&self, session: &CourseSession) -> Option<Link> {
        let (purpose, expires_at) = (LinkPurpose::CheckIn, session.plan.end);
        self.check_in.map(|id| Link { purpose, id: id.uuid(), expires_at })
    }

    /// A letter without an entry for the calendar.
    pub(in crate::qualifications) const fn without_entry(person: PersonId, letter: Letter) -> Self {
        Self { person, letter, check_in: None, entry: None }
    }

    /// What the person's calendar is asked to do.
    pub(super) fn invitation(&self, session: &CourseSession, now: Timestamp) -> Option<Invitation> {
        let Shown { id, version, status } = self.entry?;
        Some(Invitation::of(entry(session, id, version, status, now)))
    }
}

/// What is cancelled now where something was before.
fn left(was: Option<EntryStatus>, is: Option<EntryStatus>) -> Option<EntryStatus> {
    is.or(was.map(|_| EntryStatus::Cancelled))
}
