use super::host::permit;
use super::letters::{self, Letter, Notice};
use super::record;
use super::sight::{every_offer, trainers};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Visibility};
use domain::qualifications::{CourseSession, TrainerAssignment};
use domain::shared::{LongText, TrainerAssignmentId};
use persistence::UnitOfWork;
use persistence::people::People;
use persistence::qualifications::{Sessions, Trainers};

/// An answer to a request, or its withdrawal.
#[derive(Clone, Debug)]
pub struct AnswerTrainer {
    /// Which assignment.
    pub id: TrainerAssignmentId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why, when it is a no.
    pub reason: Option<String>,
}

/// A trainer says yes. Like every answer, it is confirmed by mail, for the calendar.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `DOUBLE_BOOKED` when they are confirmed somewhere else at that time, and
/// both are in presence.
pub async fn confirm_trainer(call: &Call, input: AnswerTrainer) -> Result<TrainerAssignment, Error> {
    let (mut unit, before, session, _) = begin(call, &input).await?;
    let permit = call.permit(Action::TrainerAnswer, &before.owner())?;
    // Whoever confirms holds the person first, so that two sessions at the same time cannot both be confirmed.
    People::of(&unit).hold(&Visibility::everything(), before.person).await?;
    let others = Trainers::engagements(&unit, &[before.person]).await?;
    let after = before.clone().confirm(&session.engagement(), &others)?;
    let after = TrainerAssignment { version: before.version + 1, updated_at: unit.now(), ..after };
    Trainers::update(&unit, &after, before.version).await?;
    letters::send(&mut unit, &session, &[Notice::trainer(Some(&before), &after, Letter::TrainerConfirmed)]).await?;
    unit.commit([record::trainer(permit, "trainer.confirmed", Some(&before), &after)]).await?;
    Ok(after)
}

/// A trainer says no.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, and what is wrong with the reason.
pub async fn decline_trainer(call: &Call, input: AnswerTrainer) -> Result<TrainerAssignment, Error> {
    let (mut unit, before, session, reason) = begin(call, &input).await?;
    let permit = call.permit(Action::TrainerAnswer, &before.owner())?;
    let after = before.clone().decline(reason)?;
    let after = TrainerAssignment { version: before.version + 1, updated_at: unit.now(), ..after };
    Trainers::update(&unit, &after, before.version).await?;
    letters::send(&mut unit, &session, &[Notice::trainer(Some(&before), &after, Letter::TrainerDeclined)]).await?;
    unit.commit([record::trainer(permit, "trainer.declined", Some(&before), &after)]).await?;
    Ok(after)
}

/// The organiser takes the request back. The trainer is told.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, and what is wrong with the reason.
pub async fn cancel_trainer(call: &Call, input: AnswerTrainer) -> Result<TrainerAssignment, Error> {
    let (mut unit, before, session, reason) = begin(call, &input).await?;
    let permit = permit(call, Action::TrainerRequest, &session)?;
    let after = before.clone().cancel(reason)?;
    let after = TrainerAssignment { version: before.version + 1, updated_at: unit.now(), ..after };
    Trainers::update(&unit, &after, before.version).await?;
    letters::send(&mut unit, &session, &[Notice::trainer(Some(&before), &after, Letter::TrainerCancelled)]).await?;
    unit.commit([record::trainer(permit, "trainer.cancelled", Some(&before), &after)]).await?;
    Ok(after)
}

async fn begin(
    call: &Call,
    input: &AnswerTrainer,
) -> Result<(UnitOfWork, TrainerAssignment, CourseSession, Option<LongText>), Error> {
    let reason = LongText::optional(input.reason.as_deref()).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let before = Trainers::of(&unit).hold(&trainers(call), input.id).await?;
    let before = before.ok_or_else(|| Error::not_found("id"))?;
    expect_version(before.version, input.expected_version)?;
    let session = Sessions::of(&unit).find(&every_offer(), before.session).await?;
    let session = session.ok_or_else(|| Error::not_found("id"))?;
    Ok((unit, before, session, reason))
}
