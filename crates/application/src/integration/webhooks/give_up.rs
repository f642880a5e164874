//! Giving a webhook up, with notice to those who lead its owner.

use super::letters::{GivenUp, given_up};
use super::record::changed;
use crate::{Call, Error, Platform};
use domain::access::{Action, Visibility};
use domain::integration::{WebhookState, WebhookSubscription};
use domain::shared::WebhookSubscriptionId;
use persistence::integration::{WebhookSubscriptions, leads_of, update_webhook};
use std::sync::Arc;

/// Disables a webhook that is still active: events wait from then on.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn give_up(platform: &Arc<Platform>, id: WebhookSubscriptionId, why: GivenUp) -> Result<(), Error> {
    let call = Call::of_system(Arc::clone(platform), "webhooks");
    let mut unit = call.begin().await?;
    let found = WebhookSubscriptions::of(&unit).hold(&Visibility::everything(), id).await?;
    let Some(before) = found.filter(|webhook| webhook.state == WebhookState::Active) else { return Ok(()) };
    let permit = call.permit(Action::WebhookManage, &before.owner)?;
    let after = WebhookSubscription { state: WebhookState::Disabled, version: before.version + 1, ..before.clone() };
    update_webhook(&unit, &after).await?;
    for lead in leads_of(&unit, after.organisation, call.today()).await? {
        given_up(&lead, &after, why).queue(&mut unit);
    }
    tracing::warn!(webhook = %id, ?why, "a webhook was given up");
    unit.commit([changed(permit, "webhook.disabled", Some(&before), &after)]).await?;
    Ok(())
}
