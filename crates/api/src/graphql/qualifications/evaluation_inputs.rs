use crate::graphql::shared::{Enum, NodeId};
use application::qualifications as verbs;
use async_graphql::InputObject;
use domain::qualifications::{
    EvaluationAnswer, EvaluationBreakdown, EvaluationQuestionDraft, EvaluationQuestionKind, WordingDraft,
};
use domain::shared::{CourseSessionId, EvaluationId};

/// An answer that can be chosen (German: Antwortmöglichkeit).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct EvaluationOptionInput {
    /// In German (German: Text auf Deutsch).
    german: String,
    /// In English (German: Text auf Englisch).
    english: Option<String>,
}

/// A question of an evaluation (German: Frage).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct EvaluationQuestionInput {
    /// By what answers name it: letters, digits and underscores (German: Schlüssel).
    key: String,
    /// What is asked, in German (German: Frage auf Deutsch).
    german: String,
    /// What is asked, in English (German: Frage auf Englisch).
    english: Option<String>,
    /// How it is answered (German: Art der Frage).
    kind: Enum<EvaluationQuestionKind>,
    /// What there is to choose from, for questions with a choice (German: Antwortmöglichkeiten).
    #[graphql(validator(max_items = 100))]
    options: Option<Vec<EvaluationOptionInput>>,
    /// Whether it has to be answered (German: Pflichtfrage).
    #[graphql(default)]
    required: bool,
}

impl From<EvaluationQuestionInput> for EvaluationQuestionDraft {
    fn from(input: EvaluationQuestionInput) -> Self {
        let option = |it: EvaluationOptionInput| WordingDraft { german: it.german, english: it.english };
        Self {
            key: input.key,
            wording: WordingDraft { german: input.german, english: input.english },
            kind: input.kind.0,
            options: input.options.unwrap_or_default().into_iter().map(option).collect(),
            required: input.required,
        }
    }
}

/// The form of a new evaluation (German: neue Evaluation).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CreateEvaluationInput {
    /// Of which session (German: Termin).
    session_id: NodeId<CourseSessionId>,
    /// What is asked, in this order (German: Fragen).
    #[graphql(validator(max_items = 100))]
    questions: Vec<EvaluationQuestionInput>,
    /// By what the results are broken down, where enough people answer (German: Auswertung nach).
    breakdown: Option<Enum<EvaluationBreakdown>>,
}

impl From<CreateEvaluationInput> for verbs::CreateEvaluation {
    fn from(input: CreateEvaluationInput) -> Self {
        Self {
            session: input.session_id.0,
            questions: input.questions.into_iter().map(Into::into).collect(),
            breakdown: input.breakdown.map(|breakdown| breakdown.0),
        }
    }
}

/// The form of an evaluation: all of it is said anew (German: geänderte Evaluation).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateEvaluationInput {
    /// Which (German: Evaluation).
    pub(super) id: NodeId<EvaluationId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// What is asked, in this order (German: Fragen).
    #[graphql(validator(max_items = 100))]
    questions: Vec<EvaluationQuestionInput>,
    /// By what the results are broken down, where enough people answer (German: Auswertung nach).
    breakdown: Option<Enum<EvaluationBreakdown>>,
}

impl From<UpdateEvaluationInput> for verbs::UpdateEvaluation {
    fn from(input: UpdateEvaluationInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            questions: input.questions.into_iter().map(Into::into).collect(),
            breakdown: input.breakdown.map(|breakdown| breakdown.0),
        }
    }
}

/// An answer to a question of an evaluation (German: Antwort).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct EvaluationAnswerInput {
    /// The key of the question (German: Schlüssel).
    key: String,
    /// The number on the scale, or the numbers of the options, from 1 (German: Nummern).
    #[graphql(validator(max_items = 100))]
    numbers: Option<Vec<i64>>,
    /// The text, at most 2,000 characters; please name nobody in it (German: Freitext).
    text: Option<String>,
}

/// What a participant says (German: Antworten).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AnswerEvaluationInput {
    /// In which evaluation (German: Evaluation).
    evaluation_id: NodeId<EvaluationId>,
    /// The answers, by the keys of the questions (German: Antworten).
    #[graphql(validator(max_items = 100))]
    answers: Vec<EvaluationAnswerInput>,
}

impl From<AnswerEvaluationInput> for verbs::AnswerEvaluation {
    fn from(input: AnswerEvaluationInput) -> Self {
        let answer = |it: EvaluationAnswerInput| EvaluationAnswer {
            key: it.key,
            numbers: it.numbers.unwrap_or_default(),
            text: it.text,
        };
        Self { id: input.evaluation_id.0, answers: input.answers.into_iter().map(answer).collect() }
    }
}
