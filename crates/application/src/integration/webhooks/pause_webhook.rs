use super::record::{changed, held};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::integration::{WebhookState, WebhookSubscription};
use domain::shared::WebhookSubscriptionId;
use persistence::integration::{release_webhook, update_webhook};

/// Pauses a webhook: events wait until it is enabled again.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`; `WRONG_STATE` unless it is active.
pub async fn pause_webhook(
    call: &Call,
    id: WebhookSubscriptionId,
    expected_version: i64,
) -> Result<WebhookSubscription, Error> {
    let unit = call.begin().await?;
    let (before, permit) = held(call, &unit, id).await?;
    expect_version(before.version, expected_version)?;
    before.must_be(&[WebhookState::Active], "pause the webhook")?;
    let after = WebhookSubscription { state: WebhookState::Paused, version: before.version + 1, ..before.clone() };
    update_webhook(&unit, &after).await?;
    unit.commit([changed(permit, "webhook.paused", Some(&before), &after)]).await?;
    Ok(after)
}

/// Has a webhook deliver again: what waited, or with `skip` only what happens from now on.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`; `WRONG_STATE` when it is active.
pub async fn enable_webhook(
    call: &Call,
    id: WebhookSubscriptionId,
    expected_version: i64,
    skip: bool,
) -> Result<WebhookSubscription, Error> {
    let unit = call.begin().await?;
    let (before, permit) = held(call, &unit, id).await?;
    expect_version(before.version, expected_version)?;
    before.must_be(&[WebhookState::Paused, WebhookState::Disabled], "enable the webhook")?;
    let after = WebhookSubscription {
        state: WebhookState::Active,
        failures: 0,
        failing_since: None,
        held_until: None,
        version: before.version + 1,
        ..before.clone()
    };
    update_webhook(&unit, &after).await?;
    release_webhook(&unit, id, skip).await?;
    let change = changed(permit, "webhook.enabled", Some(&before), &after);
    unit.commit([change.field("skipped", None, skip.then_some(true))]).await?;
    Ok(after)
}
