//! A published session does not take place as it was announced: it is cancelled, replaced, postponed or gets a new
//! date. All who are registered are told.

use super::dates::check_dates;
use super::free_trainers::check_trainers;
use super::letters::{self, Letter, Notice};
use super::record;
use super::seating::{self, Moves, advanced};
use super::sight::{hold_session, offers};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::qualifications::{CourseSession, RegistrationState, RegistrationVerb};
use domain::shared::{CourseSessionId, LongText, Timestamp};
use persistence::UnitOfWork;
use persistence::qualifications::{Registrations, Sessions};

/// The registrations that a change of the session concerns.
const CONCERNED: [RegistrationState; 4] = [
    RegistrationState::Submitted,
    RegistrationState::Confirmed,
    RegistrationState::Waitlisted,
    RegistrationState::Offered,
];

/// Which session, and why.
#[derive(Clone, Debug)]
pub struct EndSession {
    /// Which.
    pub id: CourseSessionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why.
    pub reason: String,
}

/// A new date.
#[derive(Clone, Copy, Debug)]
pub struct RescheduleSession {
    /// Which.
    pub id: CourseSessionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Until when people can register; until it begins when nothing is said.
    pub deadline: Option<Timestamp>,
}

/// A session does not take place. Registrations are taken back.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, and what is wrong with the reason.
pub async fn cancel_session(call: &Call, input: EndSession) -> Result<CourseSession, Error> {
    let (unit, before, permit, reason) = begin(call, &input).await?;
    let after = before.clone().cancel(reason.clone())?;
    give_up(unit, permit, before, after, "courseSession.cancelled", &Letter::Cancelled(reason)).await
}

/// Another session takes its place. Registrations are taken back; people register there anew.
///
/// # Errors
/// As for [`cancel_session`]; `NOT_FOUND` or `INVALID` for the other session.
pub async fn replace_session(call: &Call, input: EndSession, by: CourseSessionId) -> Result<CourseSession, Error> {
    let (unit, before, permit, reason) = begin(call, &input).await?;
    let other = Sessions::of(&unit).find(&offers(call), by).await?;
    let other = other.ok_or_else(|| Error::not_found("replacementId"))?;
    let after = before.clone().replace(&other, reason.clone())?;
    let letter = Letter::Replaced { by: Box::new(other), reason };
    give_up(unit, permit, before, after, "courseSession.replaced", &letter).await
}

/// A session takes place later. Registrations stay.
///
/// # Errors
/// As for [`cancel_session`].
pub async fn postpone_session(call: &Call, input: EndSession) -> Result<CourseSession, Error> {
    let (unit, before, permit, reason) = begin(call, &input).await?;
    let after = before.clone().postpone(reason.clone())?;
    let moves = Moves::default();
    keep(unit, permit, before, after, "courseSession.postponed", &Letter::Postponed(reason), moves).await
}

/// A session that was postponed gets its new date. Registrations stay; those who wait may get seats.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `TOO_MANY_DATES`, and what is wrong with the times.
pub async fn reschedule_session(call: &Call, input: RescheduleSession) -> Result<CourseSession, Error> {
    let unit = call.begin().await?;
    let before = hold_session(call, &unit, input.id, "id").await?;
    let permit = call.permit(Action::SeriesDecide, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().reschedule(input.start, input.end, input.deadline, unit.now())?;
    check_dates(&unit, std::slice::from_ref(&after)).await.map_err(|error| error.at("start"))?;
    check_trainers(&unit, &before, &after, "start").await?;
    let mut moves = Moves::default();
    seating::fill(&unit, &after, permit, &mut moves).await?;
    keep(unit, permit, before, after, "courseSession.rescheduled", &Letter::Rescheduled, moves).await
}

async fn begin(call: &Call, input: &EndSession) -> Result<(UnitOfWork, CourseSession, Permit, LongText), Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let before = hold_session(call, &unit, input.id, "id").await?;
    let permit = call.permit(Action::SeriesDecide, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    Ok((unit, before, permit, reason))
}

/// Keeps the change and takes back all registrations.
async fn give_up(
    unit: UnitOfWork,
    permit: Permit,
    before: CourseSession,
    after: CourseSession,
    event: &'static str,
    letter: &Letter,
) -> Result<CourseSession, Error> {
    let mut moves = Moves::default();
    let mut revoked = Vec::new();
    for registration in Registrations::of_held(&unit, before.id, &CONCERNED).await? {
        let taken_back = advanced(&registration, RegistrationVerb::Revoke)?;
        moves.changes.push(record::registration(permit, "registration.revoked", Some(&registration), &taken_back));
        moves.letters.push(Notice::about(Some(&registration), &taken_back, letter.clone()));
        revoked.push(taken_back);
    }
    Registrations::advance(&unit, &revoked).await?;
    moves.letters.extend(letters::to_trainers(&unit, &before, letter).await?);
    finish(unit, permit, before, after, event, moves).await
}

/// Keeps the change and tells all who are registered.
async fn keep(
    unit: UnitOfWork,
    permit: Permit,
    before: CourseSession,
    after: CourseSession,
    event: &'static str,
    letter: &Letter,
    mut moves: Moves,
) -> Result<CourseSession, Error> {
    let concerned = Registrations::of_held(&unit, before.id, &CONCERNED).await?;
    let letters = concerned.iter().map(|registration| Notice::still(registration, letter.clone()));
    moves.letters.splice(0..0, letters);
    moves.letters.extend(letters::to_trainers(&unit, &before, letter).await?);
    finish(unit, permit, before, after, event, moves).await
}

async fn finish(
    mut unit: UnitOfWork,
    permit: Permit,
    before: CourseSession,
    after: CourseSession,
    event: &'static str,
    mut moves: Moves,
) -> Result<CourseSession, Error> {
    let after = CourseSession { version: before.version + 1, updated_at: unit.now(), ..after };
    Sessions::update(&unit, &after, before.version).await?;
    moves.changes.insert(0, record::session(permit, event, Some(&before), &after));
    letters::send(&mut unit, &after, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(after)
}
