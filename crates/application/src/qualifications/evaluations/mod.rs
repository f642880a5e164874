//! Evaluations: the form, opening and closing with the session, anonymous answers, results (ADR 0016).

mod answer_evaluation;
mod create_evaluation;
mod export_results;
mod find_results;
mod list_evaluations;
mod open_and_close;
mod remind_of_evaluations;
mod update_evaluation;

pub use answer_evaluation::{AnswerEvaluation, answer_evaluation};
pub use create_evaluation::{CreateEvaluation, create_evaluation};
pub use export_results::export_evaluation_results;
pub use find_results::{EvaluationResults, find_evaluation_results};
pub use list_evaluations::{ShownEvaluation, find_evaluation, list_evaluations, list_own_evaluations};
pub(super) use open_and_close::{close, extend, open};
pub use remind_of_evaluations::remind_of_evaluations;
pub use update_evaluation::{UpdateEvaluation, update_evaluation};

use domain::access::Permit;
use domain::qualifications::{CourseSession, Evaluation, EvaluationQuestion, EvaluationQuestionDraft};
use domain::shared::Refusal;
use persistence::Change;

fn checked(questions: &[EvaluationQuestionDraft]) -> Result<Vec<EvaluationQuestion>, Vec<Refusal>> {
    let at = |refusals: Vec<Refusal>| refusals.into_iter().map(|refusal| refusal.at("questions")).collect();
    EvaluationQuestion::check(questions).map_err(at)
}

/// What `event` made of an evaluation.
fn record(
    permit: Permit,
    event: &'static str,
    session: &CourseSession,
    before: Option<&Evaluation>,
    after: &Evaluation,
) -> Change {
    let keys = |it: &Evaluation| {
        let keys: Vec<&str> = it.questions.iter().map(|question| question.key.as_str()).collect();
        keys.join(" ")
    };
    Change::new(permit, event, after.id, session.owner())
        .held_with(&session.plan.co_hosts)
        .version(after.version)
        .field("sessionId", before.map(|it| it.session), Some(after.session))
        .field("questions", before.map(keys), Some(keys(after)))
        .field("breakdown", before.and_then(|it| it.breakdown), after.breakdown)
        .field("state", before.map(|it| it.state), Some(after.state))
        .field("asked", before.map(|it| it.asked), Some(after.asked))
        .field("answered", before.and_then(|it| it.answered), after.answered)
}
