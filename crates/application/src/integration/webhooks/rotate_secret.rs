use super::record::held;
use crate::security::WebhookSecret;
use crate::{Call, Error};
use domain::integration::WebhookSubscription;
use domain::shared::WebhookSubscriptionId;
use persistence::Change;
use persistence::integration::webhook_secret;

/// Has a webhook sign with a new secret, and says it: this once, and never again. For some hours the secret before
/// signs as well, so that a receiver takes either while it changes over.
///
/// # Errors
/// `NOT_FOUND`; `OUT_OF_RANGE` for more than a week.
pub async fn rotate_secret(
    call: &Call,
    id: WebhookSubscriptionId,
    overlap_hours: Option<i64>,
) -> Result<(WebhookSubscription, String), Error> {
    call.answer_is_secret();
    let unit = call.begin().await?;
    let (webhook, permit) = held(call, &unit, id).await?;
    let until = WebhookSubscription::decide_overlap(overlap_hours, unit.now())?;
    let secret = WebhookSecret::new(unit.ids());
    webhook_secret(&unit, id, &secret.seal(&call.platform().secret, id, unit.ids()), until).await?;
    let change = Change::new(permit, "webhook.secretRotated", id, webhook.owner.clone()).version(webhook.version);
    unit.commit([change.field("previousUntil", webhook.previous_secret_until, Some(until))]).await?;
    Ok((WebhookSubscription { previous_secret_until: Some(until), ..webhook }, secret.shown()))
}
