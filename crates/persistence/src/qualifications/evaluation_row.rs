//! Between rows and evaluations with their questions.

use super::series_row::amount;
use crate::entities::{evaluation, evaluation_question};
use crate::error::StoreError;
use crate::stored::{checked, code, instant};
use domain::qualifications::{Evaluation, EvaluationQuestion, Wording};
use domain::shared::{EvaluationId, Name};
use sea_orm::ActiveValue::{NotSet, Set};
use uuid::Uuid;

const WHAT: &str = "evaluation";
/// Between the German and the English text of an option: no name has it.
const SEPARATOR: char = '\t';

pub(super) fn read(row: &evaluation::Model, questions: Vec<EvaluationQuestion>) -> Result<Evaluation, StoreError> {
    Ok(Evaluation {
        id: row.id.into(),
        session: row.session_id.into(),
        questions,
        breakdown: row.breakdown.as_deref().map(|breakdown| code(WHAT, breakdown)).transpose()?,
        state: code(WHAT, &row.state)?,
        asked: amount(WHAT, row.asked)?,
        answered: row.answered.map(|answered| amount(WHAT, answered)).transpose()?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write(evaluation: &Evaluation) -> evaluation::ActiveModel {
    evaluation::ActiveModel {
        id: Set(evaluation.id.uuid()),
        session_id: Set(evaluation.session.uuid()),
        breakdown: Set(evaluation.breakdown.map(|breakdown| breakdown.code().to_owned())),
        state: Set(evaluation.state.code().to_owned()),
        asked: Set(i64::from(evaluation.asked)),
        answered: Set(evaluation.answered.map(i64::from)),
        version: Set(evaluation.version),
        created_at: Set(evaluation.created_at.as_micros()),
        updated_at: Set(evaluation.updated_at.as_micros()),
        remind_at: NotSet,
    }
}

pub(super) fn read_question(row: evaluation_question::Model) -> Result<EvaluationQuestion, StoreError> {
    let wording = |german: &str, english: Option<&str>| {
        let german = checked(WHAT, Name::new(german))?;
        Ok::<_, StoreError>(Wording { german, english: checked(WHAT, Name::optional(english))? })
    };
    let option = |line: &str| match line.split_once(SEPARATOR) {
        Some((german, english)) => wording(german, Some(english)),
        None => wording(line, None),
    };
    Ok(EvaluationQuestion {
        wording: wording(&row.german, row.english.as_deref())?,
        key: row.key,
        kind: code(WHAT, &row.kind)?,
        options: row.options.lines().map(option).collect::<Result<_, _>>()?,
        required: row.required != 0,
    })
}

pub(super) fn write_question(
    id: Uuid,
    evaluation: EvaluationId,
    place: i64,
    question: &EvaluationQuestion,
) -> evaluation_question::ActiveModel {
    let option = |option: &Wording| match &option.english {
        Some(english) => format!("{}{SEPARATOR}{english}", option.german),
        None => option.german.to_string(),
    };
    evaluation_question::ActiveModel {
        id: Set(id),
        evaluation_id: Set(evaluation.uuid()),
        place: Set(place),
        key: Set(question.key.clone()),
        german: Set(question.wording.german.to_string()),
        english: Set(question.wording.english.as_ref().map(Name::to_string)),
        kind: Set(question.kind.code().to_owned()),
        options: Set(question.options.iter().map(option).collect::<Vec<_>>().join("\n")),
        required: Set(i64::from(question.required)),
    }
}
