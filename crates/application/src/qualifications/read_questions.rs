//! Reading what is asked and what was answered.

use super::host::permit;
use super::sight::every_offer;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Answer, CourseSession, Question, Registration};
use domain::shared::{CourseSessionId, RegistrationId};
use persistence::qualifications::{Questions, Sessions};
use std::collections::{BTreeSet, HashMap};

/// What each of these sessions asks when somebody registers: the questions of its module, then its own.
///
/// # Errors
/// When the database does not answer.
pub async fn list_questions(
    call: &Call,
    sessions: &[CourseSession],
) -> Result<HashMap<CourseSessionId, Vec<Question>>, Error> {
    let sessions: Vec<&CourseSession> = sessions.iter().collect();
    Ok(Questions::of(call.database()).of_sessions(&sessions).await?)
}

/// The answers of many registrations that the caller sees: only for the organiser of the session. For others a registration
/// is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn list_answers(
    call: &Call,
    registrations: &[Registration],
) -> Result<HashMap<RegistrationId, Vec<Answer>>, Error> {
    let sessions: BTreeSet<CourseSessionId> = registrations.iter().map(|it| it.session).collect();
    let sessions = Sessions::of(call.database()).find_many(&every_offer(), sessions).await?;
    let organises = |it: &&Registration| {
        let session = sessions.get(&it.session);
        session.is_some_and(|session| permit(call, Action::RegistrationManage, session).is_ok())
    };
    let shown: Vec<RegistrationId> = registrations.iter().filter(organises).map(|it| it.id).collect();
    let mut answers = Questions::of(call.database()).answers(&shown).await?;
    Ok(shown.into_iter().map(|id| (id, answers.remove(&id).unwrap_or_default())).collect())
}
