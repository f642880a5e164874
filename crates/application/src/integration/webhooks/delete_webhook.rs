use super::record::held;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::shared::WebhookSubscriptionId;
use persistence::Change;
use persistence::integration::delete_webhook as store;

/// Deletes a webhook, with all that was to be delivered to it and the record of what was.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`.
pub async fn delete_webhook(call: &Call, id: WebhookSubscriptionId, expected_version: i64) -> Result<(), Error> {
    let unit = call.begin().await?;
    let (webhook, permit) = held(call, &unit, id).await?;
    expect_version(webhook.version, expected_version)?;
    store(&unit, id).await?;
    let change = Change::new(permit, "webhook.deleted", id, webhook.owner).version(webhook.version);
    unit.commit([change.field("name", Some(webhook.name), None)]).await?;
    Ok(())
}
