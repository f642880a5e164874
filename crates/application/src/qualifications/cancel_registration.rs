use super::by_hand::{ByHand, ranked};
use super::host::permit;
use super::letters::{self, Letter};
use super::seating::{self, Moves, advanced};
use super::sight::hold_registration;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::qualifications::{CourseSession, Registration, RegistrationState, RegistrationVerb, WaitingChangeKind};
use domain::shared::{LongText, RegistrationId};
use persistence::UnitOfWork;
use persistence::qualifications::Registrations;

/// A registration, as the caller saw it.
#[derive(Clone, Copy, Debug)]
pub struct CancelRegistration {
    /// Which.
    pub id: RegistrationId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// A registration that the organiser takes back, and why.
#[derive(Clone, Debug)]
pub struct RefuseRegistration {
    /// Which.
    pub id: RegistrationId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why.
    pub reason: String,
}

/// A person, or the office that answers for them, withdraws: from a seat or from the waiting list. The seat goes to
/// those who wait in the same change.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `DEADLINE_PASSED` once the session has begun.
pub async fn cancel_registration(call: &Call, input: CancelRegistration) -> Result<Registration, Error> {
    let unit = call.begin().await?;
    let (session, before) = hold_registration(call, &unit, input.id).await?;
    let permit = call.permit(Action::RegistrationAnswer, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let (deadline, start) = (session.plan.deadline, session.plan.start);
    let after = before.clone().withdraw(unit.now(), deadline, start, session.format_changed_at)?;
    let after = Registration { version: before.version + 1, ..after };
    give_back(unit, &session, permit, "registration.cancelled", (&before, after), Letter::Withdrawn).await
}

/// The organiser takes a registration back, whether the person has a seat or waits.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, and what is wrong with the reason.
pub async fn revoke_registration(call: &Call, input: RefuseRegistration) -> Result<Registration, Error> {
    let step = (RegistrationVerb::Revoke, "registration.revoked", WaitingChangeKind::Revoked);
    refuse(call, input, step).await
}

/// The organiser says no to somebody who waits for a seat or for the draw of lots.
///
/// # Errors
/// As for [`revoke_registration`].
pub async fn reject_registration(call: &Call, input: RefuseRegistration) -> Result<Registration, Error> {
    let step = (RegistrationVerb::Reject, "registration.rejected", WaitingChangeKind::Rejected);
    refuse(call, input, step).await
}

async fn refuse(
    call: &Call,
    input: RefuseRegistration,
    (verb, event, kind): (RegistrationVerb, &'static str, WaitingChangeKind),
) -> Result<Registration, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let (session, before) = hold_registration(call, &unit, input.id).await?;
    let permit = permit(call, Action::RegistrationManage, &session)?;
    expect_version(before.version, input.expected_version)?;
    let after = advanced(&before, verb)?;
    let waiting = match before.state {
        RegistrationState::Waitlisted => Registrations::of_held(&unit, session.id, &[before.state]).await?,
        _ => Vec::new(),
    };
    let mut log = ByHand::begin(call, &session, &reason);
    log.note(&unit, kind, (&before, &after), (ranked(&waiting).get(&before.party).copied(), None));
    log.keep(&unit, &session).await?;
    give_back(unit, &session, permit, event, (&before, after), Letter::Refused(reason)).await
}

/// Keeps the step of one registration and gives what has become free to those who wait.
pub(super) async fn give_back(
    mut unit: UnitOfWork,
    session: &CourseSession,
    permit: Permit,
    event: &'static str,
    (before, after): (&Registration, Registration),
    letter: Letter,
) -> Result<Registration, Error> {
    let mut moves = Moves::default();
    moves.note(permit, event, before, &after, letter);
    Registrations::advance(&unit, std::slice::from_ref(&after)).await?;
    let settled = seating::settle(&unit, session, permit).await?;
    moves.changes.extend(settled.changes);
    moves.letters.extend(settled.letters);
    seating::fill(&unit, session, permit, &mut moves).await?;
    letters::send(&mut unit, session, &moves.letters).await?;
    let updated_at = unit.now();
    unit.commit(moves.changes).await?;
    Ok(Registration { updated_at, ..after })
}
