//! Where an organisation stands: in the tree, and in which territories.

use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::organisations::{Organisation, Profile, check_parent};
use domain::shared::{Date, OrganisationId, Refusal, RefusalCode};
use domain::territories::TerritoryKey;
use persistence::UnitOfWork;
use persistence::organisations::Organisations;
use persistence::territories::Territories;
use std::collections::BTreeSet;

/// The organisation that another one refers to, kept from ending meanwhile.
pub(super) async fn referred(
    call: &Call,
    unit: &UnitOfWork,
    id: Option<OrganisationId>,
    field: &str,
) -> Result<Option<Organisation>, Error> {
    let Some(id) = id else { return Ok(None) };
    let found = Organisations::of(unit).hold(&call.visibility(Action::OrganisationRead), id).await?;
    found.map(Some).ok_or_else(|| Error::not_found(field))
}

/// Checks that `of` may become a part of `parent`.
pub(super) async fn check_place_in_tree(
    call: &Call,
    unit: &UnitOfWork,
    of: OrganisationId,
    parent: &Organisation,
) -> Result<(), Error> {
    let seen = call.visibility(Action::OrganisationRead);
    let chain = Organisations::of(unit).hold_chain(&seen, parent).await?;
    Ok(check_parent(of, parent, &chain).map_err(|refusal| refusal.at("parentId"))?)
}

/// Checks that the territories of a profile exist on a day.
pub(super) async fn check_territories(
    call: &Call,
    unit: &UnitOfWork,
    profile: &Profile,
    on: Date,
) -> Result<(), Error> {
    let keys: BTreeSet<_> = profile.district.iter().chain(&profile.territories).cloned().collect();
    if keys.is_empty() {
        return Ok(());
    }
    let seen = call.visibility(Action::TerritoryRead);
    let found = Territories::of(unit).with_keys(&seen, keys).await?;
    let exists =
        |key: &TerritoryKey| found.iter().any(|territory| territory.facts.key == *key && territory.period.contains(on));
    let unknown = |field: &str| Refusal::new(RefusalCode::NotFound).at(field);
    let mut refusals: Vec<Refusal> = Vec::new();
    refusals.extend(profile.district.iter().filter(|key| !exists(key)).map(|_| unknown("districtKey")));
    let served = profile.territories.iter().filter(|key| !exists(key));
    refusals.extend(served.map(|key| unknown(key.as_str()).at("territoryKeys")));
    if refusals.is_empty() { Ok(()) } else { Err(refusals.into()) }
}

/// Checks that the caller may let an organisation lie and serve where the profile says. The territories that an
/// organisation serves are the reach of its people's roles, so nobody adds one in which they could not create
/// organisations themselves.
pub(super) fn check_reach(
    call: &Call,
    id: OrganisationId,
    before: Option<&Profile>,
    after: &Profile,
) -> Result<(), Error> {
    let district = |key: &TerritoryKey| key.district().map(|district| district.to_string());
    if before.is_none_or(|before| before.district != after.district) {
        let owner = Owner::organisation(id, after.district.as_ref().and_then(district));
        call.permit(Action::OrganisationCreate, &owner)?;
    }
    let had = |key: &&TerritoryKey| before.is_some_and(|before| before.territories.contains(*key));
    for added in after.territories.iter().filter(|key| !had(key)) {
        let owner = Owner { district: district(added), ..Owner::NOBODY };
        call.permit(Action::OrganisationCreate, &owner)?;
    }
    Ok(())
}

/// Checks that the district has no other regional education office.
pub(super) async fn check_education_office(
    call: &Call,
    unit: &UnitOfWork,
    id: OrganisationId,
    profile: &Profile,
) -> Result<(), Error> {
    let Some(district) = profile.education_office_of()? else { return Ok(()) };
    let seen = call.visibility(Action::OrganisationRead);
    match Organisations::of(unit).education_office(&seen, district, id).await? {
        Some(_) => Err(Refusal::new(RefusalCode::Duplicate).at("functions").into()),
        None => Ok(()),
    }
}
