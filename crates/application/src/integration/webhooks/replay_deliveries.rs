use super::record::held;
use crate::{Call, Error};
use domain::integration::WebhookSubscription;
use domain::shared::{Refusal, RefusalCode, Timestamp, WebhookDeliveryId, WebhookSubscriptionId};
use persistence::Change;
use persistence::integration::{release_webhook, replay_deliveries as store};

/// How many deliveries are named at once.
const MOST: usize = 100;

/// Which deliveries are sent again.
#[derive(Clone, Debug)]
pub struct ReplayDeliveries {
    /// Of which webhook.
    pub webhook: WebhookSubscriptionId,
    /// These.
    pub deliveries: Vec<WebhookDeliveryId>,
    /// Or all that were given up of those that were queued since an instant.
    pub failed_since: Option<Timestamp>,
}

/// Sends deliveries again, under the same ids, and says how many. What is pending anyway, or is none of this webhook, is
/// left out.
///
/// # Errors
/// `NOT_FOUND`; `REQUIRED` when nothing says which; `TOO_MANY` for more than 100 at once.
pub async fn replay_deliveries(call: &Call, input: ReplayDeliveries) -> Result<(WebhookSubscription, u64), Error> {
    if input.deliveries.is_empty() && input.failed_since.is_none() {
        return Err(Refusal::new(RefusalCode::Required).at("deliveryIds").into());
    }
    if input.deliveries.len() > MOST {
        return Err(Refusal::new(RefusalCode::TooMany).at("deliveryIds").with("max", MOST).into());
    }
    let unit = call.begin().await?;
    let (webhook, permit) = held(call, &unit, input.webhook).await?;
    let count = store(&unit, webhook.id, &input.deliveries, input.failed_since).await?;
    if count == 0 {
        return Ok((webhook, 0));
    }
    release_webhook(&unit, webhook.id, false).await?;
    let change = Change::new(permit, "webhook.replayed", webhook.id, webhook.owner.clone()).version(webhook.version);
    unit.commit([change.field("deliveries", None, Some(count))]).await?;
    Ok((webhook, count))
}
