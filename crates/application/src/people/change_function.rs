//! What the verbs that change a function have in common.

use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::organisations::Organisation;
use domain::people::{Person, PersonFunction};
use domain::shared::{FunctionId, OrganisationId, PersonId};
use persistence::UnitOfWork;
use persistence::organisations::Organisations;
use persistence::people::{Functions, People};

/// A person, kept from changing until the unit of work ends: so nobody else gives them a function meanwhile.
pub(super) async fn hold_person(call: &Call, unit: &UnitOfWork, id: PersonId, field: &str) -> Result<Person, Error> {
    let found = People::of(unit).hold(&call.visibility(Action::PersonRead), id).await?;
    found.ok_or_else(|| Error::not_found(field))
}

/// An organisation in which, or for which, a function is held.
pub(super) async fn organisation(
    call: &Call,
    unit: &UnitOfWork,
    id: OrganisationId,
    field: &str,
) -> Result<Organisation, Error> {
    let found = Organisations::of(unit).hold(&call.visibility(Action::OrganisationRead), id).await?;
    found.ok_or_else(|| Error::not_found(field))
}

/// A function that is to be changed, with its person held, when the caller may change functions in its organisation.
pub(super) async fn changeable(
    call: &Call,
    unit: &UnitOfWork,
    id: FunctionId,
    expected_version: i64,
) -> Result<(PersonFunction, Permit), Error> {
    let seen = call.visibility(Action::PersonRead);
    let functions = Functions::of(unit);
    let found = functions.find(&seen, id).await?.ok_or_else(|| Error::not_found("id"))?;
    hold_person(call, unit, found.person, "id").await?;
    // Read again: what was read before the person was held may have changed.
    let function = functions.find(&seen, id).await?.ok_or_else(|| Error::not_found("id"))?;
    let organisation = organisation(call, unit, function.held_in, "id").await?;
    let permit = call.permit(Action::PersonAssignFunction, &organisation.owner())?;
    expect_version(function.version, expected_version)?;
    Ok((function, permit))
}
