use super::sight::{hold_session, trainers};
use crate::{Call, Error};
use domain::access::{Action, Visibility};
use domain::qualifications::{CourseSession, Registration, RegistrationState, TrainerState};
use domain::shared::{CourseSessionId, PersonId};
use persistence::UnitOfWork;
use persistence::people::People;
use persistence::qualifications::{Registrations, Trainers};
use std::collections::HashMap;

/// The names of the people of registrations that the caller sees: whoever sees a registration sees the name on it.
///
/// # Errors
/// When the database does not answer.
pub async fn name_people(call: &Call, people: &[PersonId]) -> Result<HashMap<PersonId, String>, Error> {
    let found = People::of(call.database()).find_many(&Visibility::everything(), people.iter().copied()).await?;
    Ok(found.into_iter().map(|(id, person)| (id, person.name.to_string())).collect())
}

/// The names of those who have a seat in a session, in German order: all of them for its organiser and its confirmed
/// trainers; for those who have a seat themselves only the names that were shared.
///
/// # Errors
/// `NOT_FOUND`; a denial for everybody else.
pub async fn list_participant_names(call: &Call, id: CourseSessionId) -> Result<Vec<String>, Error> {
    // A unit of work that changes nothing is dropped: the list is read as it is at one instant.
    let unit = call.begin().await?;
    let session = hold_session(call, &unit, id, "sessionId").await?;
    let states = [RegistrationState::Confirmed, RegistrationState::Attended, RegistrationState::NoShow];
    let seated = Registrations::of_held(&unit, session.id, &states).await?;
    let all = sees_all(call, &unit, &session).await?;
    if !all && !sits(call, &seated) {
        call.permit(Action::RegistrationManage, &session.owner())?;
    }
    let shown = seated.iter().filter(|registration| all || registration.shares_name);
    let shown: Vec<PersonId> = shown.map(|registration| registration.person).collect();
    let people = People::of(&unit).find_many(&Visibility::everything(), shown).await?;
    let mut people: Vec<_> = people.into_values().collect();
    people.sort_by_key(|person| (person.name.sort_key(), person.id));
    Ok(people.into_iter().map(|person| person.name.to_string()).collect())
}

async fn sees_all(call: &Call, unit: &UnitOfWork, session: &CourseSession) -> Result<bool, Error> {
    if call.permit(Action::RegistrationManage, &session.owner()).is_ok() {
        return Ok(true);
    }
    let Some(account) = call.actor().account() else { return Ok(false) };
    let own = Trainers::of(unit).of_sessions(&trainers(call), &[session.id]).await?;
    let confirmed = own.into_values().flatten();
    Ok(confirmed.into_iter().any(|it| it.person == account.person && it.state == TrainerState::Confirmed))
}

fn sits(call: &Call, seated: &[Registration]) -> bool {
    let own = call.actor().account().map(|account| account.person);
    seated.iter().any(|registration| Some(registration.person) == own)
}
