use super::PINGED;
use super::record::held;
use crate::{Call, Error};
use domain::integration::{WebhookState, WebhookSubscription};
use domain::shared::WebhookSubscriptionId;
use persistence::Change;
use persistence::integration::release_webhook;

/// Sends a test to a webhook: an event of its own, which takes the way of all the others. A receiver that was left
/// alone is tried at once.
///
/// # Errors
/// `NOT_FOUND`; `WRONG_STATE` unless it is active.
pub async fn ping_webhook(call: &Call, id: WebhookSubscriptionId) -> Result<WebhookSubscription, Error> {
    let unit = call.begin().await?;
    let (webhook, permit) = held(call, &unit, id).await?;
    webhook.must_be(&[WebhookState::Active], "test the webhook")?;
    release_webhook(&unit, id, false).await?;
    unit.commit([Change::new(permit, PINGED, id, webhook.owner.clone()).version(webhook.version)]).await?;
    Ok(webhook)
}
