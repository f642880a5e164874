//! The organisation that holds an offer.

use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::shared::OrganisationId;
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
