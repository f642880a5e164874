use super::trainer::TrainerAssignment;
use crate::gate::authorized;
use crate::graphql::shared::{NodeId, UserError, call, outcome};
use application::Error;
use application::qualifications as verbs;
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::TrainerAssignment as Record;
use domain::shared::{CourseSessionId, PersonId, TrainerAssignmentId};

/// A request to be the trainer of a session (German: Anfrage).
#[derive(Debug, InputObject)]
pub(crate) struct RequestTrainerInput {
    /// Of which session (German: Termin).
    session_id: NodeId<CourseSessionId>,
    /// Who (German: Person).
    person_id: NodeId<PersonId>,
    /// On what (German: Thema).
    topic: Option<String>,
    /// Whether a fee was agreed on (German: Honorar vereinbart).
    #[graphql(default)]
    is_fee_agreed: bool,
}

/// An answer to a request, or its withdrawal (German: Antwort).
#[derive(Debug, InputObject)]
pub(crate) struct AnswerTrainerInput {
    /// Which assignment (German: Anfrage).
    id: NodeId<TrainerAssignmentId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// Why, when it is a no (German: Grund).
    reason: Option<String>,
}

impl From<AnswerTrainerInput> for verbs::AnswerTrainer {
    fn from(input: AnswerTrainerInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, reason: input.reason }
    }
}

/// What came of a change of a trainer's assignment (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct TrainerPayload {
    /// The assignment after the change (German: Anfrage).
    assignment: Option<TrainerAssignment>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change trainers.
#[derive(Debug, Default)]
pub(crate) struct TrainerMutations;

#[Object]
impl TrainerMutations {
    /// Asks a person to be the trainer of a session (German: Referent*in anfragen).
    #[graphql(directive = authorized::apply(Action::TrainerRequest))]
    async fn request_trainer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and for which session.")] input: RequestTrainerInput,
    ) -> Result<TrainerPayload> {
        let asked = verbs::RequestTrainer {
            session: input.session_id.0,
            person: input.person_id.0,
            topic: input.topic,
            fee_agreed: input.is_fee_agreed,
        };
        payload(ctx, verbs::request_trainer(call(ctx), asked).await)
    }

    /// A trainer says yes; nobody is confirmed for two places at once (German: zusagen).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer))]
    async fn confirm_trainer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which assignment.")] input: AnswerTrainerInput,
    ) -> Result<TrainerPayload> {
        payload(ctx, verbs::confirm_trainer(call(ctx), input.into()).await)
    }

    /// A trainer says no (German: ablehnen).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer))]
    async fn decline_trainer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which assignment, and why.")] input: AnswerTrainerInput,
    ) -> Result<TrainerPayload> {
        payload(ctx, verbs::decline_trainer(call(ctx), input.into()).await)
    }

    /// The organiser takes a request back (German: Anfrage zurückziehen).
    #[graphql(directive = authorized::apply(Action::TrainerRequest))]
    async fn cancel_trainer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which assignment, and why.")] input: AnswerTrainerInput,
    ) -> Result<TrainerPayload> {
        payload(ctx, verbs::cancel_trainer(call(ctx), input.into()).await)
    }
}

fn payload(ctx: &Context<'_>, done: std::result::Result<Record, Error>) -> Result<TrainerPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    Ok(TrainerPayload { assignment: changed.map(TrainerAssignment::one), errors })
}
