use super::entries::{entry, status_of_registration, status_of_trainer};
use super::sight::every_offer;
use crate::Error;
use crate::calendar::{CalendarEntry, EntryStatus};
use domain::qualifications::{CourseSession, Registration, RegistrationState, TrainerAssignment};
use domain::shared::{CourseSessionId, PersonId, Timestamp};
use persistence::Database;
use persistence::qualifications::{Registrations, Sessions, Trainers};
use std::collections::{BTreeSet, HashMap};

/// What a person has to do with a session.
#[derive(Clone, Debug)]
pub enum OwnPart {
    /// They are registered.
    Participant(Registration),
    /// They are its trainer, or are asked to be.
    Trainer(TrainerAssignment),
}

/// A session in the calendar of a person.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// How it stands in the calendar.
    pub entry: CalendarEntry,
    /// The session.
    pub session: CourseSession,
    /// What the person has to do with it.
    pub part: OwnPart,
}

/// The sessions of a person that end after an instant, and begin before another: those with a seat or an offer, those that
/// they teach, and those whose seat was given back or that were cancelled. The caller looks whose calendar it may be.
///
/// # Errors
/// When the database does not answer.
pub async fn list_own_sessions(
    database: &Database,
    person: PersonId,
    from: Timestamp,
    until: Option<Timestamp>,
) -> Result<Vec<OwnSession>, Error> {
    let registrations = Registrations::of(database).of_calendar(person, from, until).await?;
    let assignments = Trainers::of(database).of_calendar(person, from, until).await?;
    let ids: BTreeSet<CourseSessionId> =
        registrations.iter().map(|it| it.session).chain(assignments.iter().map(|it| it.session)).collect();
    let sessions = Sessions::of(database).find_many(&every_offer(), ids).await?;
    let active: BTreeSet<_> = registrations.iter().filter(|it| it.state.is_active()).map(|it| it.session).collect();
    let participant = registrations.into_iter().filter_map(|registration| {
        let status = shown(&registration, &active)?;
        let (id, version, said_at) = (registration.id.uuid(), registration.version, registration.updated_at);
        let part = OwnPart::Participant(registration.clone());
        own(&sessions, registration.session, (id, version, status, said_at), part)
    });
    let trainer = assignments.into_iter().filter_map(|assignment| {
        let status = status_of_trainer(assignment.state)?;
        let (id, version, said_at) = (assignment.id.uuid(), assignment.version, assignment.updated_at);
        own(&sessions, assignment.session, (id, version, status, said_at), OwnPart::Trainer(assignment.clone()))
    });
    Ok(participant.chain(trainer).collect())
}

/// A seat that was given back stays in the calendar as cancelled, unless the person has come back since.
fn shown(registration: &Registration, active: &BTreeSet<CourseSessionId>) -> Option<EntryStatus> {
    use RegistrationState::{CancelledByOrganiser, CancelledByParticipant};
    match registration.state {
        CancelledByParticipant | CancelledByOrganiser if active.contains(&registration.session) => None,
        CancelledByParticipant | CancelledByOrganiser => Some(EntryStatus::Cancelled),
        state => status_of_registration(state),
    }
}

fn own(
    sessions: &HashMap<CourseSessionId, CourseSession>,
    session: CourseSessionId,
    (id, version, status, said_at): (uuid::Uuid, i64, EntryStatus, Timestamp),
    part: OwnPart,
) -> Option<OwnSession> {
    let session = sessions.get(&session)?.clone();
    let entry = entry(&session, id, version, status, said_at.max(session.updated_at));
    Some(OwnSession { entry, session, part })
}
