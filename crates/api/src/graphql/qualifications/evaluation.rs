//! Evaluations of sessions.

use super::evaluation_results::EvaluationResults;
use super::session::CourseSession;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, NodeId, call, failure, viewer_can};
use application::qualifications::{self as verbs, ShownEvaluation};
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::{
    EvaluationBreakdown, EvaluationQuestion as Question, EvaluationQuestionKind, EvaluationState, Wording,
};
use domain::shared::{EvaluationId, Id, Language, Name};

/// An evaluation of a session: what those who attended are asked (German: Evaluation).
#[derive(Clone, Debug)]
pub(crate) struct Evaluation(pub(crate) ShownEvaluation);

/// An evaluation of a session: what those who attended are asked, anonymously (German: Evaluation).
#[Object]
impl Evaluation {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(EvaluationId::TYPE, self.0.evaluation.id.uuid())
    }

    /// Of which session (German: Termin).
    async fn session(&self) -> CourseSession {
        CourseSession::one(self.0.session.clone())
    }

    /// What is asked, in this order (German: Fragen).
    #[graphql(directive = cost::apply(1, Some(10)))]
    async fn questions(&self, ctx: &Context<'_>) -> Vec<EvaluationQuestion> {
        let language = call(ctx).language();
        self.0.evaluation.questions.iter().map(|question| EvaluationQuestion::of(question, language)).collect()
    }

    /// By what the results are broken down; not at all without it (German: Auswertung nach).
    async fn breakdown(&self) -> Option<Enum<EvaluationBreakdown>> {
        self.0.evaluation.breakdown.map(Enum)
    }

    /// Where it stands (German: Zustand).
    async fn state(&self) -> Enum<EvaluationState> {
        Enum(self.0.evaluation.state)
    }

    /// How many people are asked (German: Befragte).
    async fn asked(&self) -> u32 {
        self.0.evaluation.asked
    }

    /// How many of them have answered; for those who plan the session or read its results (German: Rücklauf).
    async fn answered(&self) -> Option<u32> {
        self.0.answered
    }

    /// Whether it is open and waits for the answer of the viewer (German: wartet auf meine Antwort).
    async fn awaits_my_answer(&self) -> bool {
        self.0.awaits_answer
    }

    /// What this viewer may do with it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        let actions = [Action::SeriesPlan, Action::SeriesDecide, Action::EvaluationRead];
        viewer_can(ctx, &self.0.session.owner(), &actions)
    }

    /// Counts the changes of the form and the state; a change names the version that it was made from. Answers are no change
    /// (German: Version).
    async fn version(&self) -> i64 {
        self.0.evaluation.version
    }

    /// When the record was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.evaluation.created_at)
    }

    /// When the form or the state last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.evaluation.updated_at)
    }
}

/// A question of an evaluation (German: Frage).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct EvaluationQuestion {
    /// By what answers name it (German: Schlüssel).
    key: String,
    /// What is asked, in the language of the request where there is a text in it, else in German (German: Frage).
    label: String,
    /// What is asked, in German (German: Frage auf Deutsch).
    german: String,
    /// What is asked, in English (German: Frage auf Englisch).
    english: Option<String>,
    /// How it is answered (German: Art der Frage).
    kind: Enum<EvaluationQuestionKind>,
    /// What there is to choose from (German: Antwortmöglichkeiten).
    options: Vec<EvaluationOption>,
    /// Whether it has to be answered (German: Pflichtfrage).
    required: bool,
}

/// An answer that can be chosen (German: Antwortmöglichkeit).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct EvaluationOption {
    /// The number by which an answer names it, from 1 (German: Nummer).
    number: usize,
    /// In the language of the request where there is a text in it, else in German (German: Text).
    label: String,
    /// In German (German: Text auf Deutsch).
    german: String,
    /// In English (German: Text auf Englisch).
    english: Option<String>,
}

impl EvaluationQuestion {
    pub(super) fn of(question: &Question, language: Language) -> Self {
        let option = |(number, option): (usize, &Wording)| EvaluationOption {
            number,
            label: option.in_language(language).to_string(),
            german: option.german.to_string(),
            english: option.english.as_ref().map(Name::to_string),
        };
        Self {
            key: question.key.clone(),
            label: question.wording.in_language(language).to_string(),
            german: question.wording.german.to_string(),
            english: question.wording.english.as_ref().map(Name::to_string),
            kind: Enum(question.kind),
            options: (1..).zip(&question.options).map(option).collect(),
            required: question.required,
        }
    }
}

/// The fields that read evaluations.
#[derive(Debug, Default)]
pub(crate) struct EvaluationQueries;

#[Object]
impl EvaluationQueries {
    /// The open evaluations that wait for the viewer's answer (German: meine offenen Evaluationen).
    #[graphql(directive = authorized::apply(Action::EvaluationAnswer), directive = cost::apply(3, Some(10)))]
    async fn my_evaluations(&self, ctx: &Context<'_>) -> Result<Vec<Evaluation>> {
        let found = failure(ctx, verbs::list_own_evaluations(call(ctx)).await)?;
        Ok(found.into_iter().map(Evaluation).collect())
    }

    /// The results of an evaluation: for those who may read those of the organisation that held the session, and without the
    /// texts for its trainers; `null` for others. There are none before it closes, and none of fewer than five people (German:
    /// Ergebnisse der Evaluation).
    #[graphql(directive = authorized::apply(Action::EvaluationRead), directive = cost::apply(5, None))]
    async fn evaluation_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global id of the evaluation.")] evaluation_id: NodeId<EvaluationId>,
    ) -> Result<Option<EvaluationResults>> {
        let found = failure(ctx, verbs::find_evaluation_results(call(ctx), evaluation_id.0).await)?;
        Ok(found.map(EvaluationResults))
    }
}
