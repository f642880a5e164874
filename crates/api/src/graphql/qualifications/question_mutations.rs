use super::module::CourseModule;
use super::question::CourseQuestionInput;
use super::registration_mutations::{self, RegistrationPayload};
use super::session_mutations::{self, CourseSessionPayload};
use crate::gate::authorized;
use crate::graphql::shared::{Enum, NodeId, UserError, call, failure, outcome};
use application::qualifications as verbs;
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::Consent;
use domain::shared::{CourseModuleId, CourseSessionId, RegistrationId};

/// The questions of a session: all of them are said anew (German: Fragen zum Termin).
#[derive(Debug, InputObject)]
pub(crate) struct SetSessionQuestionsInput {
    /// Of which session (German: Termin).
    id: NodeId<CourseSessionId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// What is asked, in this order (German: Fragen).
    #[graphql(validator(max_items = 100))]
    questions: Vec<CourseQuestionInput>,
}

/// The questions of a module, which all of its sessions ask: all of them are said anew (German: Fragen zum Modul).
#[derive(Debug, InputObject)]
pub(crate) struct SetModuleQuestionsInput {
    /// Of which module (German: Modul).
    id: NodeId<CourseModuleId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// What is asked, in this order (German: Fragen).
    #[graphql(validator(max_items = 100))]
    questions: Vec<CourseQuestionInput>,
}

/// What a person needs and allows: all of it is said anew (German: Bedarfe und Einwilligungen).
#[derive(Debug, InputObject)]
pub(crate) struct ChangeRegistrationDetailsInput {
    /// Of which registration (German: Anmeldung).
    id: NodeId<RegistrationId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// What the person needs; forgotten a week after the session (German: Bedarfe).
    needs: Option<String>,
    /// Whether the name may stand on the list for all participants (German: Einwilligung zur Namensliste).
    shares_name: bool,
    /// What else the person allows (German: Einwilligungen).
    #[graphql(validator(max_items = 10))]
    consents: Vec<Enum<Consent>>,
}

/// What came of a change of the questions of a module (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct ModuleQuestionsPayload {
    /// The module after the change; after a `VERSION_CONFLICT` as it is now (German: Modul).
    module: Option<CourseModule>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change questions, needs and consents.
#[derive(Debug, Default)]
pub(crate) struct QuestionMutations;

#[Object]
impl QuestionMutations {
    /// Says what people are asked when they register for a session. Once somebody has answered, the questions stay (German:
    /// Fragen festlegen).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn set_session_questions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session, and what it asks.")] input: SetSessionQuestionsInput,
    ) -> Result<CourseSessionPayload> {
        let id = input.id.0;
        let questions = input.questions.into_iter().map(Into::into).collect();
        let input = verbs::SetQuestions { id, expected_version: input.expected_version, questions };
        session_mutations::payload(ctx, Some(id), verbs::set_session_questions(call(ctx), input).await).await
    }

    /// Says what people are asked when they register for any session of a module (German: Fragen festlegen).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn set_module_questions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which module, and what it asks.")] input: SetModuleQuestionsInput,
    ) -> Result<ModuleQuestionsPayload> {
        let id = input.id.0;
        let questions = input.questions.into_iter().map(Into::into).collect();
        let input = verbs::SetQuestions { id, expected_version: input.expected_version, questions };
        let (changed, errors) = outcome(ctx, verbs::set_module_questions(call(ctx), input).await)?;
        let shown = match changed {
            None if errors.iter().any(UserError::is_conflict) => failure(ctx, verbs::find_module(call(ctx), id).await)?,
            changed => changed,
        };
        Ok(ModuleQuestionsPayload { module: shown.map(CourseModule::one), errors })
    }

    /// Changes what a person needs and allows; a consent can be taken back at any time (German: Bedarfe und Einwilligungen
    /// ändern).
    #[graphql(directive = authorized::apply(Action::RegistrationAnswer))]
    async fn change_registration_details(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which registration, and what changes.")] input: ChangeRegistrationDetailsInput,
    ) -> Result<RegistrationPayload> {
        let id = input.id.0;
        let details = verbs::ChangeDetails {
            id,
            expected_version: input.expected_version,
            needs: input.needs,
            shares_name: input.shares_name,
            consents: input.consents.into_iter().map(|consent| consent.0).collect(),
        };
        registration_mutations::payload(ctx, id, verbs::change_details(call(ctx), details).await).await
    }
}
