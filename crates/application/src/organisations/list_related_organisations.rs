use crate::{Call, Error};
use domain::access::Action;
use domain::organisations::{Organisation, Stage};
use domain::shared::{OrganisationId, Slice};
use domain::territories::TerritoryKey;
use persistence::organisations::Organisations;
use std::collections::HashMap;

/// The active parts of many organisations, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_parts(
    call: &Call,
    of: &[OrganisationId],
    slice: Slice,
) -> Result<HashMap<OrganisationId, Vec<Organisation>>, Error> {
    let seen = call.visibility(Action::OrganisationRead);
    Ok(Organisations::of(call.database()).parts_of(&seen, of, slice).await?)
}

/// The active organisations that serve each of many territories, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_organisations_serving(
    call: &Call,
    territories: &[TerritoryKey],
    slice: Slice,
) -> Result<HashMap<TerritoryKey, Vec<Organisation>>, Error> {
    let seen = call.visibility(Action::OrganisationRead);
    Ok(Organisations::of(call.database()).serving(&seen, territories, slice).await?)
}

/// What many organisations were, the oldest stage first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_organisation_stages(
    call: &Call,
    of: &[OrganisationId],
) -> Result<HashMap<OrganisationId, Vec<Stage>>, Error> {
    let seen = call.visibility(Action::OrganisationReadCommunity);
    Ok(Organisations::of(call.database()).stages_of(&seen, of).await?)
}
