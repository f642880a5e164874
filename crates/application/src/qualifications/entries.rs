//! Sessions as entries of calendars.

use crate::calendar::{CalendarEntry, EntryStatus};
use domain::qualifications::{CourseSession, RegistrationState, SessionState, TrainerState};
use domain::shared::{LongText, Name, Timestamp};
use uuid::Uuid;

/// How certain a session is for a person with such a registration; nothing for those who have no seat.
pub(super) const fn status_of_registration(state: RegistrationState) -> Option<EntryStatus> {
    use RegistrationState::{Attended, Confirmed, NoShow, Offered};
    match state {
        Confirmed | Attended | NoShow => Some(EntryStatus::Confirmed),
        Offered => Some(EntryStatus::Tentative),
        RegistrationState::Submitted
        | RegistrationState::Waitlisted
        | RegistrationState::WaitlistedExpired
        | RegistrationState::Rejected
        | RegistrationState::CancelledByParticipant
        | RegistrationState::CancelledByOrganiser => None,
    }
}

/// How certain a session is for its trainer.
pub(super) const fn status_of_trainer(state: TrainerState) -> Option<EntryStatus> {
    match state {
        TrainerState::Confirmed => Some(EntryStatus::Confirmed),
        TrainerState::Requested => Some(EntryStatus::Tentative),
        TrainerState::Declined | TrainerState::Cancelled => None,
    }
}

/// A session as an entry. `id` and `version` are those of what binds the person to it: the sequence rises with every change
/// of either, so no calendar takes an old version for a new one.
pub(super) fn entry(
    session: &CourseSession,
    id: Uuid,
    version: i64,
    status: EntryStatus,
    said_at: Timestamp,
) -> CalendarEntry {
    let plan = &session.plan;
    // A postponed session has no date, so it leaves the calendar until it has one.
    let is_off = matches!(session.state, SessionState::Cancelled | SessionState::Postponed);
    CalendarEntry {
        id,
        sequence: session.sequence + version,
        said_at,
        start: plan.start,
        end: plan.end,
        title: plan.title.to_string(),
        description: plan.description.as_ref().map(LongText::to_string),
        location: plan.location.as_ref().filter(|_| plan.format.is_in_presence()).map(Name::to_string),
        status: if is_off { EntryStatus::Cancelled } else { status },
    }
}
