use super::super::sight::hold_session;
use super::{checked, record};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Evaluation, EvaluationBreakdown, EvaluationQuestionDraft};
use domain::shared::EvaluationId;
use persistence::qualifications::Evaluations;

/// The form of an evaluation: all of it is said anew.
#[derive(Clone, Debug)]
pub struct UpdateEvaluation {
    /// Which.
    pub id: EvaluationId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What is asked, in this order.
    pub questions: Vec<EvaluationQuestionDraft>,
    /// By what the results are broken down.
    pub breakdown: Option<EvaluationBreakdown>,
}

/// Changes the form of an evaluation that is a draft.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` once it was opened, and what is wrong with the questions.
pub async fn update_evaluation(call: &Call, input: UpdateEvaluation) -> Result<Evaluation, Error> {
    let questions = checked(&input.questions)?;
    let unit = call.begin().await?;
    let not_found = || Error::not_found("id");
    let found = Evaluations::of(&unit).find_many(&[input.id]).await?.pop().ok_or_else(not_found)?;
    let session = hold_session(call, &unit, found.session, "id").await?;
    // A form that is not opened yet is seen by those who plan the session, and by nobody else.
    let permit = call.permit(Action::SeriesPlan, &session.owner()).map_err(|_| not_found())?;
    let before = Evaluations::of(&unit).hold(input.id).await?.ok_or_else(not_found)?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().update(questions, input.breakdown)?;
    let after = Evaluation { version: before.version + 1, updated_at: unit.now(), ..after };
    Evaluations::update(&unit, &after, before.version).await?;
    unit.commit([record(permit, "evaluation.updated", &session, Some(&before), &after)]).await?;
    Ok(after)
}
