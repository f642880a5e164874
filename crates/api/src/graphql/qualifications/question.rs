//! Questions on registration, and the answers to them.

use crate::graphql::shared::Enum;
use async_graphql::{InputObject, SimpleObject};
use domain::qualifications as records;

/// A question that people answer when they register (German: Frage).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct CourseQuestion {
    /// By what answers name it (German: Schlüssel).
    key: String,
    /// What is asked (German: Frage).
    label: String,
    /// What helps to answer it (German: Hilfetext).
    help: Option<String>,
    /// How it is answered (German: Art der Frage).
    kind: Enum<records::QuestionKind>,
    /// What there is to choose from (German: Antwortmöglichkeiten).
    options: Vec<String>,
    /// Whether it has to be answered when it is asked (German: Pflichtfrage).
    required: bool,
    /// It is asked only when an earlier question has this answer (German: Bedingung).
    show_if: Option<CourseQuestionCondition>,
    /// The least number (German: Mindestwert).
    min: Option<i64>,
    /// The greatest number (German: Höchstwert).
    max: Option<i64>,
}

/// An answer to an earlier question, on which another one depends (German: Bedingung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct CourseQuestionCondition {
    /// The key of the earlier question (German: Schlüssel).
    key: String,
    /// The answer, or one of the answers; `YES` or `NO` of a question of that kind (German: Antwort).
    value: String,
}

impl From<records::Question> for CourseQuestion {
    fn from(question: records::Question) -> Self {
        let condition = |it: records::Condition| CourseQuestionCondition { key: it.key, value: it.value };
        Self {
            key: question.key,
            label: question.label.to_string(),
            help: question.help.map(|help| help.to_string()),
            kind: Enum(question.kind),
            options: question.options.iter().map(ToString::to_string).collect(),
            required: question.required,
            show_if: question.show_if.map(condition),
            min: question.min,
            max: question.max,
        }
    }
}

/// An answer to a question (German: Antwort).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct RegistrationAnswer {
    /// The key of the question (German: Schlüssel).
    key: String,
    /// The answers: one, or several where several can be chosen (German: Antworten).
    values: Vec<String>,
}

impl From<records::Answer> for RegistrationAnswer {
    fn from(answer: records::Answer) -> Self {
        Self { key: answer.key, values: answer.values }
    }
}

/// A question that people answer when they register (German: Frage).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CourseQuestionInput {
    /// By what answers name it: letters, digits and underscores (German: Schlüssel).
    key: String,
    /// What is asked (German: Frage).
    label: String,
    /// What helps to answer it (German: Hilfetext).
    help: Option<String>,
    /// How it is answered (German: Art der Frage).
    kind: Enum<records::QuestionKind>,
    /// What there is to choose from, for questions with a choice (German: Antwortmöglichkeiten).
    #[graphql(validator(max_items = 100))]
    options: Option<Vec<String>>,
    /// Whether it has to be answered when it is asked (German: Pflichtfrage).
    #[graphql(default)]
    required: bool,
    /// It is asked only when an earlier question has this answer (German: Bedingung).
    show_if: Option<CourseQuestionConditionInput>,
    /// The least number (German: Mindestwert).
    min: Option<i64>,
    /// The greatest number (German: Höchstwert).
    max: Option<i64>,
}

/// An answer to an earlier question, on which another one depends (German: Bedingung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CourseQuestionConditionInput {
    /// The key of the earlier question (German: Schlüssel).
    key: String,
    /// The answer, or one of the answers; `YES` or `NO` of a question of that kind (German: Antwort).
    value: String,
}

impl From<CourseQuestionInput> for records::QuestionDraft {
    fn from(input: CourseQuestionInput) -> Self {
        let condition = |it: CourseQuestionConditionInput| records::Condition { key: it.key, value: it.value };
        Self {
            key: input.key,
            label: input.label,
            help: input.help,
            kind: input.kind.0,
            options: input.options.unwrap_or_default(),
            required: input.required,
            show_if: input.show_if.map(condition),
            min: input.min,
            max: input.max,
        }
    }
}

/// An answer to a question (German: Antwort).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct RegistrationAnswerInput {
    /// The key of the question (German: Schlüssel).
    key: String,
    /// The answers: one, or several where several can be chosen; a number in digits, `YES` or `NO` (German: Antworten).
    #[graphql(validator(max_items = 50))]
    values: Vec<String>,
}

impl From<RegistrationAnswerInput> for records::Answer {
    fn from(input: RegistrationAnswerInput) -> Self {
        Self { key: input.key, values: input.values }
    }
}
