use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::people::Person;
use domain::shared::{Date, PersonId};
use persistence::people::{Functions, People};

/// A person who takes no part any more.
#[derive(Clone, Debug)]
pub struct DeactivatePerson {
    /// Who.
    pub id: PersonId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// The last day of their functions; today without a day.
    pub on: Option<Date>,
}

/// Lets a person take no part any more. Their functions end; those that would have begun later never do.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when they are not active.
pub async fn deactivate_person(call: &Call, input: DeactivatePerson) -> Result<Person, Error> {
    let unit = call.begin().await?;
    let seen = call.visibility(Action::PersonRead);
    let before = People::of(&unit).hold(&seen, input.id).await?.ok_or_else(|| Error::not_found("id"))?;
    let permit = call.permit(Action::PersonDeactivate, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().deactivate()?;
    after.version += 1;
    after.updated_at = unit.now();
    People::update(&unit, &after, before.version).await?;
    let on = input.on.unwrap_or_else(|| call.today());
    let functions = Functions::of(&unit).all_of(&seen, after.id).await?;
    let mut changes = vec![record::person_changed(permit, "person.deactivated", Some(&before), &after)];
    changes.extend(record::stop_functions(&unit, permit, &functions, on).await?);
    unit.commit(changes).await?;
    Ok(after)
}
