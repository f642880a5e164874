use super::sight::{offers, trainers};
use crate::{Call, Error};
use domain::access::{Action, Visibility};
use domain::qualifications::{CourseSession, Registration, TrainerState};
use domain::shared::{CourseSessionId, PersonId};
use persistence::people::People;
use persistence::qualifications::{Registrations, Sessions, Trainers};
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
    let database = call.database();
    let session = Sessions::of(database).find(&offers(call), id).await?;
    let session = session.ok_or_else(|| Error::not_found("sessionId"))?;
    let seated = Registrations::of(database).seated(session.id).await?;
    let all = sees_all(call, &session).await?;
    if !all && !sits(call, &seated) {
        call.permit(Action::RegistrationManage, &session.owner())?;
    }
    let shown = seated.iter().filter(|registration| all || registration.shares_name);
    let shown: Vec<PersonId> = shown.map(|registration| registration.person).collect();
    let people = People::of(database).find_many(&Visibility::everything(), shown).await?;
    let mut people: Vec<_> = people.into_values().collect();
    people.sort_by_key(|person| (person.name.sort_key(), person.id));
    Ok(people.into_iter().map(|person| person.name.to_string()).collect())
}

async fn sees_all(call: &Call, session: &CourseSession) -> Result<bool, Error> {
    if call.permit(Action::RegistrationManage, &session.owner()).is_ok() {
        return Ok(true);
    }
    let Some(account) = call.actor().account() else { return Ok(false) };
    let own = Trainers::of(call.database()).of_sessions(&trainers(call), &[session.id]).await?;
    let mut own = own.into_values().flatten();
    Ok(own.any(|it| it.person == account.person && it.state == TrainerState::Confirmed))
}

fn sits(call: &Call, seated: &[Registration]) -> bool {
    let own = call.actor().account().map(|account| account.person);
    seated.iter().any(|registration| Some(registration.person) == own)
}
