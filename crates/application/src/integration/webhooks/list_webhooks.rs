use crate::{Call, Error};
use domain::access::Action;
use domain::integration::{WebhookDelivery, WebhookSubscription};
use domain::shared::{Page, PageRequest, WebhookSubscriptionId};
use persistence::integration::{DeliveryFilter, WebhookDeliveries, WebhookFilter, WebhookSubscriptions};

/// One page of the webhooks that the caller may see, by name.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_webhooks(
    call: &Call,
    filter: &WebhookFilter,
    page: &PageRequest,
) -> Result<Page<WebhookSubscription>, Error> {
    let seen = call.visibility(Action::WebhookRead);
    Ok(WebhookSubscriptions::of(call.database()).list(&seen, filter, page).await?)
}

/// How many of these webhooks the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn count_webhooks(call: &Call, filter: &WebhookFilter) -> Result<u64, Error> {
    Ok(WebhookSubscriptions::of(call.database()).count(&call.visibility(Action::WebhookRead), filter).await?)
}

/// One webhook; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_webhook(call: &Call, id: WebhookSubscriptionId) -> Result<Option<WebhookSubscription>, Error> {
    Ok(WebhookSubscriptions::of(call.database()).find(&call.visibility(Action::WebhookRead), id).await?)
}

/// One page of what was delivered to webhooks that the caller may see, and of what is to be; the newest events first.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_webhook_deliveries(
    call: &Call,
    filter: &DeliveryFilter,
    page: &PageRequest,
) -> Result<Page<WebhookDelivery>, Error> {
    let seen = call.visibility(Action::WebhookRead);
    Ok(WebhookDeliveries::of(call.database()).list(&seen, filter, page).await?)
}

/// How many of these deliveries there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count_webhook_deliveries(call: &Call, filter: &DeliveryFilter) -> Result<u64, Error> {
    Ok(WebhookDeliveries::of(call.database()).count(&call.visibility(Action::WebhookRead), filter).await?)
}
