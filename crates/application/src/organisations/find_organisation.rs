use crate::{Call, Error};
use domain::access::Action;
use domain::organisations::Organisation;
use domain::shared::{Date, OrganisationId};
use persistence::organisations::Organisations;
use std::collections::HashMap;

/// An organisation as it is, or as it was on a day; `None` when there is none, or was none then.
///
/// # Errors
/// A denial for a day: the history is for those who are signed in.
pub async fn find_organisation(
    call: &Call,
    id: OrganisationId,
    on: Option<Date>,
) -> Result<Option<Organisation>, Error> {
    let organisations = Organisations::of(call.database());
    let Some(day) = on else {
        return Ok(organisations.find(&call.visibility(Action::OrganisationRead), id).await?);
    };
    call.actor().may(Action::OrganisationReadCommunity)?;
    Ok(organisations.find_on(&call.visibility(Action::OrganisationReadCommunity), id, day).await?)
}

/// Those of these organisations that exist.
///
/// # Errors
/// When the database does not answer.
pub async fn find_organisations(
    call: &Call,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, Organisation>, Error> {
    let seen = call.visibility(Action::OrganisationRead);
    Ok(Organisations::of(call.database()).find_many(&seen, ids).await?)
}
