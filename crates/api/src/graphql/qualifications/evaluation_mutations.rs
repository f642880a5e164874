use super::evaluation::Evaluation;
use super::evaluation_inputs::{AnswerEvaluationInput, CreateEvaluationInput, UpdateEvaluationInput};
use crate::gate::authorized;
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::Evaluation as Record;
use domain::shared::EvaluationId;

/// What came of a change of an evaluation (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct EvaluationPayload {
    /// The evaluation after the change; after a `VERSION_CONFLICT` as it is now (German: Evaluation).
    evaluation: Option<Evaluation>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of an answer (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct AnswerEvaluationPayload {
    /// Whether the answer was taken (German: Antwort angenommen).
    answered: bool,
    /// Why it was not; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change evaluations.
#[derive(Debug, Default)]
pub(crate) struct EvaluationMutations;

#[Object]
impl EvaluationMutations {
    /// Drafts the evaluation of a session (German: Evaluation anlegen).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn create_evaluation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The form.")] input: CreateEvaluationInput,
    ) -> Result<EvaluationPayload> {
        payload(ctx, None, verbs::create_evaluation(call(ctx), input.into()).await).await
    }

    /// Changes the form of an evaluation, until it is opened (German: Evaluation ändern).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn update_evaluation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateEvaluationInput,
    ) -> Result<EvaluationPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::update_evaluation(call(ctx), input.into()).await).await
    }

    /// The viewer answers an evaluation, once. The answer is anonymous: nothing is kept that links it to a person, so it cannot be
    /// changed or taken back, and an idempotency key is not kept either; whoever sends it twice is told `ALREADY_ANSWERED` (German:
    /// Evaluation beantworten).
    #[graphql(directive = authorized::apply(Action::EvaluationAnswer))]
    async fn answer_evaluation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answer.")] input: AnswerEvaluationInput,
    ) -> Result<AnswerEvaluationPayload> {
        let (done, errors) = outcome(ctx, verbs::answer_evaluation(call(ctx), input.into()).await)?;
        Ok(AnswerEvaluationPayload { answered: done.is_some(), errors })
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<EvaluationId>,
    done: std::result::Result<Record, Error>,
) -> Result<EvaluationPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let id = match changed {
        Some(changed) => Some(changed.id),
        None => id.filter(|_| errors.iter().any(UserError::is_conflict)),
    };
    let shown = match id {
        Some(id) => failure(ctx, verbs::find_evaluation(call(ctx), id).await)?,
        None => None,
    };
    Ok(EvaluationPayload { evaluation: shown.map(Evaluation), errors })
}
