use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::people::Person;
use domain::shared::PersonId;
use persistence::people::People;

/// A person who takes part again.
#[derive(Clone, Debug)]
pub struct ReactivatePerson {
    /// Who.
    pub id: PersonId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// Lets a person take part again. Functions that have ended stay so.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when they are active.
pub async fn reactivate_person(call: &Call, input: ReactivatePerson) -> Result<Person, Error> {
    let unit = call.begin().await?;
    let seen = call.visibility(Action::PersonRead);
    let before = People::of(&unit).hold(&seen, input.id).await?.ok_or_else(|| Error::not_found("id"))?;
    let permit = call.permit(Action::PersonDeactivate, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().reactivate()?;
    after.version += 1;
    after.updated_at = unit.now();
    People::update(&unit, &after, before.version).await?;
    unit.commit([record::person_changed(permit, "person.reactivated", Some(&before), &after)]).await?;
    Ok(after)
}
