use super::find_results::{EvaluationResults, find_evaluation_results};
use crate::qualifications::TableFormat;
use crate::{Call, Error};
use documents::{Cell, Table};
use domain::qualifications::{Counts, EvaluationQuestion, EvaluationQuestionKind, Tally};
use domain::shared::{EvaluationId, Language};

/// Nothing, or the results of an evaluation as a file: a line for each answer that could be given, and for each text, first
/// of all and then of each part. What is not shown is not in it.
///
/// # Errors
/// When the database does not answer.
pub async fn export_evaluation_results(
    call: &Call,
    id: EvaluationId,
    format: TableFormat,
) -> Result<Option<Vec<u8>>, Error> {
    let Some(results) = find_evaluation_results(call, id).await? else { return Ok(None) };
    format.write(table(&results, call.language())).await.map(Some)
}

const COLUMNS: [&str; 10] = [
    "Nr.",
    "Frage",
    "Art",
    "Teil",
    "Antwort",
    "Anzahl",
    "Anteil in %",
    "Antworten zur Frage",
    "Mittelwert",
    "Weiterempfehlung (NPS)",
];

fn table(results: &EvaluationResults, language: Language) -> Table<10> {
    let mut table = Table::new(&format!("Evaluation {}", results.session.plan.title), COLUMNS);
    let figures = &results.figures;
    let asked = i64::from(results.evaluation.asked);
    let all = if language == Language::German { "alle" } else { "all" };
    let counted = |name: &str, part: &str, number: i64| {
        let mut row = [const { Cell::Empty }; 10];
        (row[1], row[3], row[5]) = (name.into(), part.into(), number.into());
        row
    };
    table.push(counted("Befragte", all, asked));
    if results.evaluation.answered.is_some() {
        table.push(counted("Antworten", all, i64::from(figures.whole.answers)));
    }
    for (code, tally) in &figures.parts {
        table.push(counted("Antworten", name(results, code), i64::from(tally.answers)));
    }
    for (number, question) in (1..).zip(&results.evaluation.questions) {
        let whole = [(all, &figures.whole)];
        let parts = figures.parts.iter().map(|(code, tally)| (name(results, code), tally));
        for (part, tally) in whole.into_iter().chain(parts) {
            push(&mut table, number, question, language, part, tally);
        }
        for text in figures.texts.get(&question.key).into_iter().flatten() {
            let mut row = headed(number, question, language, all);
            row[4] = text.as_str().into();
            table.push(row);
        }
    }
    table
}

fn name<'r>(results: &'r EvaluationResults, code: &'r str) -> &'r str {
    results.names.get(code).map_or(code, String::as_str)
}

fn headed(number: i64, question: &EvaluationQuestion, language: Language, part: &str) -> [Cell; 10] {
    let mut row = [const { Cell::Empty }; 10];
    row[0] = number.into();
    row[1] = question.wording.in_language(language).as_str().into();
    row[2] = question.kind.german().into();
    row[3] = part.into();
    row
}

fn push(
    table: &mut Table<10>,
    number: i64,
    question: &EvaluationQuestion,
    language: Language,
    part: &str,
    tally: &Tally,
) {
    let Some(counts) = tally.questions.get(&question.key) else { return };
    let answered = i64::from(counts.answered);
    let mut summary = headed(number, question, language, part);
    summary[7] = answered.into();
    summary[8] = mean(question, counts).into();
    summary[9] = score(question, counts).into();
    table.push(summary);
    for (value, times) in question.numbers().into_iter().flatten().zip(&counts.counts) {
        let option = usize::try_from(value - 1).ok().and_then(|place| question.options.get(place));
        let mut row = headed(number, question, language, part);
        row[4] = option.map_or_else(|| value.into(), |option| option.in_language(language).as_str().into());
        row[5] = i64::from(*times).into();
        row[6] = (100.0 * f64::from(*times) / f64::from(counts.answered.max(1))).into();
        row[7] = answered.into();
        table.push(row);
    }
}

/// The mean, of a scale.
fn mean(question: &EvaluationQuestion, counts: &Counts) -> Option<f64> {
    (question.kind == EvaluationQuestionKind::Likert5).then(|| counts.mean(1)).flatten()
}

/// The Net Promoter Score, of a recommendation.
fn score(question: &EvaluationQuestion, counts: &Counts) -> Option<f64> {
    (question.kind == EvaluationQuestionKind::Recommendation).then(|| counts.promoter_score()).flatten()
}
