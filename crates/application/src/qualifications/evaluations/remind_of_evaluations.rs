use super::super::letters::{self, Letter, Notice};
use super::super::sight::every_offer;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::qualifications::EvaluationState;
use domain::shared::CourseSessionId;
use persistence::Change;
use persistence::qualifications::{Evaluations, Sessions, Urns};

/// The most evaluations that are looked at in one go.
const MOST: u64 = 100;

/// Reminds those who have not answered an open evaluation, once, a week after it opened. That it was done is kept together
/// with the letters, while the session is held. Says for how many evaluations letters were queued.
///
/// # Errors
/// When the database does not answer; a denial for anybody but the platform itself and those who manage everything.
pub async fn remind_of_evaluations(call: &Call) -> Result<usize, Error> {
    let mut sent = 0;
    for session in Evaluations::of(call.database()).reminders_due(call.now(), MOST).await? {
        sent += usize::from(remind_of(call, session).await?);
    }
    Ok(sent)
}

async fn remind_of(call: &Call, session: CourseSessionId) -> Result<bool, Error> {
    let mut unit = call.begin().await?;
    let Some(session) = Sessions::of(&unit).hold(&every_offer(), session).await? else { return Ok(false) };
    let permit = call.permit(Action::RegistrationManage, &Owner::NOBODY)?;
    // While it is held nobody answers, so whoever has answered gets no letter.
    let Some(evaluation) = Evaluations::of(&unit).hold_of(session.id).await? else { return Ok(false) };
    if evaluation.state != EvaluationState::Open || !Evaluations::take_reminder(&unit, evaluation.id).await? {
        return Ok(false);
    }
    let silent = Urns::silent(&unit, evaluation.id).await?;
    let notices: Vec<Notice> =
        silent.into_iter().map(|person| Notice::without_entry(person, Letter::EvaluationAwaited)).collect();
    letters::send(&mut unit, &session, &notices).await?;
    let change = Change::new(permit, "evaluation.reminded", evaluation.id, session.owner());
    let change = change.held_with(&session.plan.co_hosts).version(evaluation.version);
    unit.commit([change.field("people", None, Some(notices.len()))]).await?;
    Ok(!notices.is_empty())
}
