//! The organisations that hold an offer.

use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::qualifications::SessionDraft;
use domain::shared::{OrganisationId, Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::organisations::Organisations;

/// An active organisation that the caller sees, as the owner of an offer.
///
/// # Errors
/// `NOT_FOUND` or `WRONG_STATE` at `hostId`.
pub(super) async fn host(call: &Call, unit: &UnitOfWork, id: OrganisationId) -> Result<Owner, Error> {
    let seen = call.visibility(Action::OrganisationRead);
    let found = Organisations::of(unit).find(&seen, id).await?.ok_or_else(|| Error::not_found("hostId"))?;
    found.expect_active("holdOffers").map_err(|refusal| refusal.at("hostId"))?;
    Ok(found.owner())
}

/// Whether the caller sees all organisations that hold it together with the host.
///
/// # Errors
/// `NOT_FOUND` at the place in `plan.coHostIds`.
pub(super) async fn check_co_hosts(call: &Call, unit: &UnitOfWork, plan: &SessionDraft) -> Result<(), Error> {
    let seen = call.visibility(Action::OrganisationRead);
    let found = Organisations::of(unit).find_many(&seen, plan.co_hosts.iter().copied()).await?;
    match plan.co_hosts.iter().position(|id| !found.contains_key(id)) {
        Some(place) => Err(Refusal::new(RefusalCode::NotFound).at(place.to_string()).at("coHostIds").at("plan").into()),
        None => Ok(()),
    }
}

/// What is wrong with what is said about a session stands there in the input.
pub(super) fn in_plan(refusals: Vec<Refusal>) -> Vec<Refusal> {
    refusals.into_iter().map(|refusal| refusal.at("plan")).collect()
}
