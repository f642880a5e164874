use crate::{Call, Error};
use domain::access::Action;
use domain::people::PersonFunction;
use domain::shared::{OrganisationId, PersonId, Slice};
use persistence::people::{FunctionFilter, Functions};
use std::collections::HashMap;

/// The functions of many people whom the caller may see, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_functions_of(
    call: &Call,
    people: &[PersonId],
    filter: &FunctionFilter,
    slice: Slice,
) -> Result<HashMap<PersonId, Vec<PersonFunction>>, Error> {
    let seen = call.visibility(Action::PersonRead);
    Ok(Functions::of(call.database()).of_people(&seen, people, filter, slice).await?)
}

/// The functions that people whom the caller may see hold in many organisations, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_functions_in(
    call: &Call,
    organisations: &[OrganisationId],
    filter: &FunctionFilter,
    slice: Slice,
) -> Result<HashMap<OrganisationId, Vec<PersonFunction>>, Error> {
    let seen = call.visibility(Action::PersonRead);
    Ok(Functions::of(call.database()).held_in(&seen, organisations, filter, slice).await?)
}
