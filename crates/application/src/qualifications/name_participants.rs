use super::host::permit;
use super::sight::trainers;
use crate::{Call, Error};
use domain::access::{Action, Visibility};
use domain::people::Person;
use domain::qualifications::{CourseSession, TrainerAssignment, TrainerState};
use domain::shared::{CourseSessionId, PersonId};
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

/// The names of those who have a seat in each of these sessions, in German order: all of them for its organiser and its
/// confirmed trainers, for those who have a seat themselves only the names that were shared. For others a session is left
/// out.
///
/// # Errors
/// When the database does not answer.
pub async fn list_participant_names(
    call: &Call,
    sessions: &[CourseSession],
) -> Result<HashMap<CourseSessionId, Vec<String>>, Error> {
    let database = call.database();
    let ids: Vec<CourseSessionId> = sessions.iter().map(|session| session.id).collect();
    let own = call.actor().account().map(|account| account.person);
    let teaches = Trainers::of(database).of_sessions(&trainers(call), &ids).await?;
    let teaches = |session: CourseSessionId| {
        let confirmed = |it: &TrainerAssignment| Some(it.person) == own && it.state == TrainerState::Confirmed;
        teaches.get(&session).is_some_and(|assignments| assignments.iter().any(confirmed))
    };
    let seated = Registrations::of(database).seated(&ids).await?;
    let mut shown: HashMap<CourseSessionId, Vec<PersonId>> = HashMap::new();
    for session in sessions {
        let seated = || seated.iter().filter(|registration| registration.session == session.id);
        let all = permit(call, Action::RegistrationManage, session).is_ok() || teaches(session.id);
        if all || seated().any(|registration| Some(registration.person) == own) {
            let names = seated().filter(|registration| all || registration.shares_name);
            shown.insert(session.id, names.map(|registration| registration.person).collect());
        }
    }
    let people = People::of(database).find_many(&Visibility::everything(), shown.values().flatten().copied()).await?;
    let named = shown.into_iter().map(|(session, ids)| {
        let mut named: Vec<&Person> = ids.iter().filter_map(|id| people.get(id)).collect();
        named.sort_by_key(|person| (person.name.sort_key(), person.id));
        (session, named.into_iter().map(|person| person.name.to_string()).collect())
    });
    Ok(named.collect())
}
