use super::host::permit;
use super::record;
use super::sight::{hold_series, hold_session};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseModule, CourseSession, Question, QuestionDraft};
use domain::shared::{CourseModuleId, CourseSessionId, Refusal, RefusalCode};
use persistence::qualifications::{Asking, Modules, Questions, Sessions};
use persistence::{Change, UnitOfWork};

/// The questions of a session or a module: all of them are said anew.
#[derive(Clone, Debug)]
pub struct SetQuestions<I> {
    /// Of which session or module.
    pub id: I,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What is asked, in this order.
    pub questions: Vec<QuestionDraft>,
}

/// Says what people are asked when they register for a session. Once somebody has answered, the questions stay.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` once it has begun, `IN_USE` once somebody has answered, and what is wrong
/// with the questions.
pub async fn set_session_questions(call: &Call, input: SetQuestions<CourseSessionId>) -> Result<CourseSession, Error> {
    let questions = checked(&input.questions)?;
    let unit = call.begin().await?;
    let before = hold_session(call, &unit, input.id, "id").await?;
    let permit = permit(call, Action::SeriesPlan, &before)?;
    expect_version(before.version, input.expected_version)?;
    if !before.state.is_ahead() {
        let refusal = Refusal::new(RefusalCode::WrongState).with("state", before.state);
        return Err(refusal.with("verb", "setQuestions").into());
    }
    replace(&unit, Asking::Session(before.id), &questions).await?;
    let after = CourseSession { version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Sessions::update(&unit, &after, before.version).await?;
    let change = record::session(permit, "courseSession.questionsSet", Some(&before), &after);
    unit.commit([asked(change, &questions)]).await?;
    Ok(after)
}

/// Says what people are asked when they register for any session of a module.
///
/// # Errors
/// As for [`set_session_questions`]; `WRONG_STATE` once the series is over.
pub async fn set_module_questions(call: &Call, input: SetQuestions<CourseModuleId>) -> Result<CourseModule, Error> {
    let questions = checked(&input.questions)?;
    let unit = call.begin().await?;
    let not_found = || Error::not_found("id");
    let series = Modules::of(&unit).find(input.id).await?.ok_or_else(not_found)?.series;
    let series = hold_series(call, &unit, series, "id").await?;
    let permit = permit(call, Action::SeriesPlan, &series)?;
    let before = Modules::of(&unit).find(input.id).await?.ok_or_else(not_found)?;
    expect_version(before.version, input.expected_version)?;
    series.expect_open("setQuestions")?;
    replace(&unit, Asking::Module(before.id), &questions).await?;
    let after = CourseModule { version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Modules::update(&unit, &after, before.version).await?;
    let change = record::module(permit, "courseModule.questionsSet", &series, Some(&before), &after);
    unit.commit([asked(change, &questions)]).await?;
    Ok(after)
}

fn checked(questions: &[QuestionDraft]) -> Result<Vec<Question>, Vec<Refusal>> {
    let at = |refusals: Vec<Refusal>| refusals.into_iter().map(|refusal| refusal.at("questions")).collect();
    Question::check(questions).map_err(at)
}

async fn replace(unit: &UnitOfWork, asking: Asking, questions: &[Question]) -> Result<(), Error> {
    let answered = Questions::of(unit).answered(asking).await?;
    if answered > 0 {
        return Err(Refusal::new(RefusalCode::InUse).at("questions").with("by", answered).into());
    }
    Ok(Questions::replace(unit, asking, questions).await?)
}

fn asked(change: Change, questions: &[Question]) -> Change {
    let keys: Vec<&str> = questions.iter().map(|question| question.key.as_str()).collect();
    change.field("questions", None, Some(keys.join(" ")))
}
