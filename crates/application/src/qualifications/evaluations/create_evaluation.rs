use super::super::sight::hold_session;
use super::{checked, record};
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Evaluation, EvaluationBreakdown, EvaluationQuestionDraft, EvaluationState, SessionState};
use domain::shared::{CourseSessionId, EvaluationId, Refusal, RefusalCode};
use persistence::qualifications::Evaluations;

/// The form of a new evaluation.
#[derive(Clone, Debug)]
pub struct CreateEvaluation {
    /// Of which session.
    pub session: CourseSessionId,
    /// What is asked, in this order.
    pub questions: Vec<EvaluationQuestionDraft>,
    /// By what the results are broken down.
    pub breakdown: Option<EvaluationBreakdown>,
}

/// Drafts the evaluation of a session.
///
/// # Errors
/// `NOT_FOUND`, `WRONG_STATE` once the session is evaluated, closed or cancelled, `DUPLICATE` when it has an evaluation
/// already, and what is wrong with the questions.
pub async fn create_evaluation(call: &Call, input: CreateEvaluation) -> Result<Evaluation, Error> {
    let questions = checked(&input.questions)?;
    let unit = call.begin().await?;
    let session = hold_session(call, &unit, input.session, "sessionId").await?;
    let permit = call.permit(Action::SeriesPlan, &session.owner())?;
    if matches!(session.state, SessionState::EvaluationOpen | SessionState::Closed | SessionState::Cancelled) {
        let refusal = Refusal::new(RefusalCode::WrongState).at("sessionId").with("state", session.state);
        return Err(refusal.with("verb", "createEvaluation").into());
    }
    if Evaluations::of(&unit).hold_of(session.id).await?.is_some() {
        return Err(Refusal::new(RefusalCode::Duplicate).at("sessionId").into());
    }
    let added = Evaluation {
        id: EvaluationId::new(call.ids()),
        session: session.id,
        questions,
        breakdown: input.breakdown,
        state: EvaluationState::Draft,
        asked: 0,
        answered: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    Evaluations::insert(&unit, &added).await?;
    unit.commit([record(permit, "evaluation.created", &session, None, &added)]).await?;
    Ok(added)
}
