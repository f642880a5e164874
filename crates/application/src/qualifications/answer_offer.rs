use super::cancel_registration::{CancelRegistration, give_back};
use super::letters::Letter;
use super::seating::advanced;
use super::sight::hold_registration;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Registration, RegistrationVerb};

/// Takes the seat that is held.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `DEADLINE_PASSED` when it came too late: then the seat goes on.
pub async fn accept_offer(call: &Call, input: CancelRegistration) -> Result<Registration, Error> {
    let unit = call.begin().await?;
    let (session, before) = hold_registration(call, &unit, input.id).await?;
    let permit = call.permit(Action::RegistrationAnswer, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().accept(unit.now())?;
    let after = Registration { version: before.version + 1, ..after };
    give_back(unit, &session, permit, "registration.offerAccepted", (&before, after), Letter::Confirmed).await
}

/// Says no to the seat that is held: it goes to the next one who waits.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn decline_offer(call: &Call, input: CancelRegistration) -> Result<Registration, Error> {
    let unit = call.begin().await?;
    let (session, before) = hold_registration(call, &unit, input.id).await?;
    let permit = call.permit(Action::RegistrationAnswer, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = advanced(&before, RegistrationVerb::Decline)?;
    give_back(unit, &session, permit, "registration.offerDeclined", (&before, after), Letter::Withdrawn).await
}
