use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::Contact;
use domain::shared::ContactId;
use persistence::networks::Contacts;

/// What was to follow on a contact and is done.
#[derive(Clone, Debug)]
pub struct CompleteFollowUp {
    /// On which contact.
    pub id: ContactId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// What was to follow on a contact is done.
///
/// # Errors
/// `NOT_FOUND`, also for whoever holds no seat in the team; `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn complete_follow_up(call: &Call, input: CompleteFollowUp) -> Result<Contact, Error> {
    let unit = call.begin().await?;
    let held = Contacts::of(&unit).hold(&call.visibility(Action::ContactRead), input.id).await?;
    let before = held.ok_or_else(|| Error::not_found("id"))?;
    let network = standing::hold(call, &unit, before.network, "id").await?;
    let insider = standing::insider(call, &unit, network.id).await?;
    let permit = call.permit(Action::ContactWrite, &standing::owner(call, &network, insider.in_team))?;
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().complete_follow_up(unit.now())?;
    after.version += 1;
    Contacts::update(&unit, &after, before.version).await?;
    let change = record::silent(permit, "contact.followed-up", after.id, network.owner()).version(after.version);
    unit.commit([change]).await?;
    Ok(after)
}
