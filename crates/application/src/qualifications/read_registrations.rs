//! Reading registrations, seats, attendance and trainers.

use super::sight::{every_offer, registrations, trainers};
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{
    Attendance, CourseSession, Recognition, Registration, Taken, TrainerAssignment, TrainerState,
};
use domain::shared::{CourseSessionId, Page, PageRequest, PartyId, PersonId, RegistrationId};
use persistence::qualifications::{
    Attendances, Completions, RegistrationFilter, Registrations, SeatCounts, Sessions, Trainers, WaitingPlace,
};
use std::collections::{HashMap, HashSet};

/// The person who asks.
///
/// # Errors
/// A denial when nobody is signed in.
pub(super) fn own_person(call: &Call, action: Action) -> Result<PersonId, Error> {
    let account = call.actor().own(action)?;
    Ok(account.person)
}

/// One page of the registrations that the caller sees, the newest first.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_registrations(
    call: &Call,
    filter: &RegistrationFilter,
    page: &PageRequest,
) -> Result<Page<Registration>, Error> {
    Ok(Registrations::of(call.database()).list(&registrations(call), filter, page).await?)
}

/// How many registrations the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_registrations(call: &Call, filter: &RegistrationFilter) -> Result<u64, Error> {
    Ok(Registrations::of(call.database()).count(&registrations(call), filter).await?)
}

/// The filter that finds the caller's own registrations.
///
/// # Errors
/// A denial when nobody is signed in.
pub fn own_registrations(call: &Call) -> Result<RegistrationFilter, Error> {
    let person = Some(own_person(call, Action::RegistrationRead)?);
    Ok(RegistrationFilter { person, ..RegistrationFilter::default() })
}

/// One registration; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_registration(call: &Call, id: RegistrationId) -> Result<Option<Registration>, Error> {
    Ok(Registrations::of(call.database()).find(&registrations(call), id).await?)
}

/// The caller's own registrations for many sessions, those that still count; none when nobody is signed in.
///
/// # Errors
/// When the database does not answer.
pub async fn find_own_registrations(
    call: &Call,
    sessions: &[CourseSessionId],
) -> Result<HashMap<CourseSessionId, Registration>, Error> {
    let Some(account) = call.actor().account() else { return Ok(HashMap::new()) };
    Ok(Registrations::of(call.database()).active_of(&registrations(call), account.person, sessions).await?)
}

/// Many registrations by their ids, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn find_registrations(
    call: &Call,
    ids: &[RegistrationId],
) -> Result<HashMap<RegistrationId, Registration>, Error> {
    Ok(Registrations::of(call.database()).find_many(&registrations(call), ids).await?)
}

/// Those of these sessions for which the caller is confirmed as a trainer; none when nobody is signed in.
///
/// # Errors
/// When the database does not answer.
pub async fn find_own_engagements(
    call: &Call,
    sessions: &[CourseSessionId],
) -> Result<HashSet<CourseSessionId>, Error> {
    let Some(account) = call.actor().account() else { return Ok(HashSet::new()) };
    let found = Trainers::of(call.database()).of_sessions(&trainers(call), sessions).await?;
    let teaches = |it: &&TrainerAssignment| it.person == account.person && it.state == TrainerState::Confirmed;
    Ok(found.values().flatten().filter(teaches).map(|it| it.session).collect())
}

/// The sessions of registrations that the caller sees, also those that are not announced to the caller.
///
/// # Errors
/// When the database does not answer.
pub async fn find_sessions_registered(
    call: &Call,
    sessions: &[CourseSessionId],
) -> Result<HashMap<CourseSessionId, CourseSession>, Error> {
    Ok(Sessions::of(call.database()).find_many(&every_offer(), sessions.iter().copied()).await?)
}

/// The seats that are taken in many sessions that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_seats(call: &Call, sessions: &[CourseSessionId]) -> Result<HashMap<CourseSessionId, Taken>, Error> {
    Ok(SeatCounts::of(call.database()).taken(sessions).await?)
}

/// The waiting lists of many sessions, by parties.
///
/// # Errors
/// When the database does not answer.
pub async fn rank_waiting(
    call: &Call,
    sessions: &[CourseSessionId],
) -> Result<HashMap<CourseSessionId, HashMap<PartyId, WaitingPlace>>, Error> {
    Ok(SeatCounts::of(call.database()).waiting(sessions).await?)
}

/// The attendance of many registrations that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn list_attendance(
    call: &Call,
    registrations: &[RegistrationId],
) -> Result<HashMap<RegistrationId, Attendance>, Error> {
    Ok(Attendances::of(call.database()).of_registrations(registrations).await?)
}

/// The trainers of many sessions, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_trainers(
    call: &Call,
    sessions: &[CourseSessionId],
) -> Result<HashMap<CourseSessionId, Vec<TrainerAssignment>>, Error> {
    Ok(Trainers::of(call.database()).of_sessions(&trainers(call), sessions).await?)
}

/// The caller's own assignments as a trainer, the newest first.
///
/// # Errors
/// A denial when nobody is signed in.
pub async fn list_own_assignments(call: &Call) -> Result<Vec<TrainerAssignment>, Error> {
    let person = own_person(call, Action::TrainerAnswer)?;
    Ok(Trainers::of(call.database()).of_person(&trainers(call), person).await?)
}

/// What was recognised of a person, the oldest first, as far as the caller sees it.
///
/// # Errors
/// When the database does not answer.
pub async fn list_recognitions(call: &Call, person: PersonId) -> Result<Vec<Recognition>, Error> {
    let seen = call.visibility(Action::RegistrationRead);
    Ok(Completions::of(call.database()).recognised(&seen, person).await?)
}
