use super::dates::check_dates;
use super::host::permit;
use super::record;
use super::sight::hold_session;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseSession, Recurrence, SessionPlan, SessionState};
use domain::shared::{CourseSessionId, Refusal};
use persistence::UnitOfWork;
use persistence::qualifications::{Asking, Questions, Sessions};

/// A session that comes again.
#[derive(Clone, Copy, Debug)]
pub struct RepeatSession {
    /// Which.
    pub id: CourseSessionId,
    /// In which rhythm.
    pub every: Recurrence,
    /// How often, beside the one that is there.
    pub times: u32,
}

/// Plans a session again, in a rhythm: each with what is said about the first one and with its questions, as a draft of its
/// own.
///
/// # Errors
/// `NOT_FOUND`, `OUT_OF_RANGE`; `TOO_MANY_DATES` when its group would meet more often than its kind allows.
pub async fn repeat_session(call: &Call, input: RepeatSession) -> Result<Vec<CourseSession>, Error> {
    let times = Recurrence::check_times(input.times)?;
    let unit = call.begin().await?;
    let first = hold_session(call, &unit, input.id, "id").await?;
    let permit = permit(call, Action::SeriesPlan, &first)?;
    let own = CourseSession { module: None, ..first.clone() };
    let questions = Questions::of(&unit).of_sessions(&[&own]).await?.remove(&own.id).unwrap_or_default();
    let again: Result<Vec<CourseSession>, Refusal> =
        (1..=times).map(|time| repeated(call, &unit, &first, input.every, time)).collect();
    let again = again?;
    check_dates(&unit, &again).await.map_err(|error| error.at("times"))?;
    Sessions::insert_drafts(&unit, &again).await?;
    let asking: Vec<Asking> = again.iter().map(|session| Asking::Session(session.id)).collect();
    Questions::insert(&unit, &asking, &questions).await?;
    let changes: Vec<_> =
        again.iter().map(|session| record::session(permit, "courseSession.created", None, session)).collect();
    unit.commit(changes).await?;
    Ok(again)
}

fn repeated(
    call: &Call,
    unit: &UnitOfWork,
    first: &CourseSession,
    every: Recurrence,
    time: u32,
) -> Result<CourseSession, Refusal> {
    let plan = &first.plan;
    let start = every.later(plan.start, time)?;
    // It is as long as the first one, also in a night in which the clock changes.
    let end = start.plus_seconds(plan.end.as_seconds() - plan.start.as_seconds());
    let deadline = every.later(plan.deadline, time)?.min(start);
    Ok(CourseSession {
        id: CourseSessionId::new(call.ids()),
        plan: SessionPlan { start, end, deadline, ..plan.clone() },
        state: SessionState::Draft,
        reason: None,
        replaced_by: None,
        announced_at: None,
        format_changed_at: None,
        lot_seed: None,
        next_place: 1,
        sequence: 0,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
        ..first.clone()
    })
}
