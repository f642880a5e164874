//! An evaluation opens and closes with its session, which is held.

use super::super::letters::{Letter, Notice};
use super::record;
use crate::Error;
use domain::access::Permit;
use domain::qualifications::{
    CourseSession, Evaluation, EvaluationFigures, Registration, RegistrationState, assign_latecomers, assign_parts,
};
use domain::shared::{Refusal, RefusalCode};
use persistence::qualifications::{Evaluations, Registrations, Urns};
use persistence::{Change, UnitOfWork};

/// Asks all who attended the session, and tells them so.
///
/// # Errors
/// `REQUIRED` when there is no form, `TOO_FEW` when fewer than five attended.
pub(in crate::qualifications) async fn open(
    unit: &UnitOfWork,
    session: &CourseSession,
    permit: Permit,
) -> Result<(Change, Vec<Notice>), Error> {
    let missing = || Refusal::new(RefusalCode::Required).at("evaluation");
    let before = Evaluations::of(unit).hold_of(session.id).await?.ok_or_else(missing)?;
    let there: Vec<Registration> = Registrations::of_held(unit, session.id, &[RegistrationState::Attended]).await?;
    let parts = assign_parts(before.breakdown, &there);
    let after = before.clone().open(u32::try_from(parts.len()).map_err(Error::unexpected)?)?;
    let after = Evaluation { version: before.version + 1, updated_at: unit.now(), ..after };
    Evaluations::advance(unit, &after, before.version).await?;
    Urns::open(unit, &after, &parts).await?;
    Evaluations::schedule_reminder(unit, after.id, Some(Evaluation::reminder(unit.now()))).await?;
    let notices = there.iter().map(|it| Notice::without_entry(it.person, Letter::EvaluationOpened)).collect();
    Ok((record(permit, "evaluation.opened", session, Some(&before), &after), notices))
}

/// Asks those too whose attendance was recorded after it opened, and tells them so. Whoever is asked already is not asked
/// again, and whoever was asked by mistake stays so: to take it back would say whether they have answered.
///
/// # Errors
/// When the database does not answer.
pub(in crate::qualifications) async fn extend(
    unit: &UnitOfWork,
    session: &CourseSession,
    permit: Permit,
    there: &[Registration],
) -> Result<(Option<Change>, Vec<Notice>), Error> {
    let missing = || Error::unexpected("a session is evaluated without a form");
    let before = Evaluations::of(unit).hold_of(session.id).await?.ok_or_else(missing)?;
    let late = assign_latecomers(before.breakdown, &Urns::asked(unit, before.id).await?, there);
    if late.parts.is_empty() {
        return Ok((None, Vec::new()));
    }
    let after = before.clone().extend(u32::try_from(late.parts.len()).map_err(Error::unexpected)?);
    let after = Evaluation { version: before.version + 1, updated_at: unit.now(), ..after };
    Evaluations::advance(unit, &after, before.version).await?;
    Urns::extend(unit, after.id, &late).await?;
    let notices = late.parts.keys().map(|person| Notice::without_entry(*person, Letter::EvaluationOpened)).collect();
    Ok((Some(record(permit, "evaluation.extended", session, Some(&before), &after)), notices))
}

/// Lets nobody answer any more. What may be shown is kept; the rest, and who was asked and who answered, is forgotten.
///
/// # Errors
/// When the database does not answer.
pub(in crate::qualifications) async fn close(
    unit: &UnitOfWork,
    session: &CourseSession,
    permit: Permit,
) -> Result<Change, Error> {
    let missing = || Error::unexpected("a session is evaluated without a form");
    let before = Evaluations::of(unit).hold_of(session.id).await?.ok_or_else(missing)?;
    let figures = EvaluationFigures::of(&Urns::held(unit, before.id).await?);
    let after = before.clone().close(figures.whole.answers)?;
    let after = Evaluation { version: before.version + 1, updated_at: unit.now(), ..after };
    Evaluations::advance(unit, &after, before.version).await?;
    Urns::close(unit, after.id, &figures).await?;
    Evaluations::schedule_reminder(unit, after.id, None).await?;
    Ok(record(permit, "evaluation.closed", session, Some(&before), &after))
}
