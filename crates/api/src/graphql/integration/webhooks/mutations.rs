use super::inputs::{
    CreateWebhookSubscriptionInput, EnableWebhookSubscriptionInput, PingWebhookInput, ReplayWebhookDeliveriesInput,
    RotateWebhookSecretInput, UpdateWebhookSubscriptionInput, WebhookVersionInput,
};
use super::subscription::WebhookSubscription;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::integration::webhooks as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::integration::WebhookSubscription as Record;
use domain::shared::WebhookSubscriptionId;

/// What came of a change of a webhook (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct WebhookPayload {
    /// The webhook after the change; after a `VERSION_CONFLICT` as it is now (German: Webhook).
    webhook: Option<WebhookSubscription>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// A secret, shown this once (German: Geheimnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct WebhookSecretPayload {
    /// The secret with which it signs, `whsec_…`: keep it, for nobody can show it again (German: Geheimnis).
    secret: Option<String>,
    /// The webhook (German: Webhook).
    webhook: Option<WebhookSubscription>,
    /// Why there is none; empty when there is (German: Fehler).
    errors: Vec<UserError>,
}

/// What is sent again (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct ReplayWebhookPayload {
    /// How many deliveries (German: Anzahl).
    count: Option<u64>,
    /// The webhook (German: Webhook).
    webhook: Option<WebhookSubscription>,
    /// Why nothing is; empty when something is (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change webhooks.
#[derive(Debug, Default)]
pub(crate) struct WebhookMutations;

#[Object]
impl WebhookMutations {
    /// Makes a webhook and shows its secret this once; it is told of what happens from now on (German: Webhook anlegen).
    #[graphql(directive = authorized::apply(Action::WebhookManage), directive = cost::apply(20, None))]
    async fn create_webhook_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The webhook.")] input: CreateWebhookSubscriptionInput,
    ) -> Result<WebhookSecretPayload> {
        let check = ctx.data::<verbs::CheckDocument>()?;
        secret(ctx, verbs::create_webhook(call(ctx), input.into(), check).await)
    }

    /// Changes a webhook (German: Webhook ändern).
    #[graphql(directive = authorized::apply(Action::WebhookManage))]
    async fn update_webhook_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateWebhookSubscriptionInput,
    ) -> Result<WebhookPayload> {
        let (id, check) = (input.webhook_id.0, ctx.data::<verbs::CheckDocument>()?);
        payload(ctx, id, verbs::update_webhook(call(ctx), input.into(), check).await).await
    }

    /// Has a webhook sign with a new secret, shown this once; for a while the one before signs as well (German: Geheimnis
    /// erneuern).
    #[graphql(directive = authorized::apply(Action::WebhookManage), directive = cost::apply(20, None))]
    async fn rotate_webhook_secret(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which webhook.")] input: RotateWebhookSecretInput,
    ) -> Result<WebhookSecretPayload> {
        secret(ctx, verbs::rotate_secret(call(ctx), input.webhook_id.0, input.overlap_hours).await)
    }

    /// Pauses a webhook: events wait until it is enabled again (German: Webhook pausieren).
    #[graphql(directive = authorized::apply(Action::WebhookManage))]
    async fn pause_webhook_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which webhook.")] input: WebhookVersionInput,
    ) -> Result<WebhookPayload> {
        let id = input.webhook_id.0;
        payload(ctx, id, verbs::pause_webhook(call(ctx), id, input.expected_version).await).await
    }

    /// Has a webhook deliver again that was paused or given up, what waited first (German: Webhook einschalten).
    #[graphql(directive = authorized::apply(Action::WebhookManage))]
    async fn enable_webhook_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which webhook.")] input: EnableWebhookSubscriptionInput,
    ) -> Result<WebhookPayload> {
        let (id, skip) = (input.webhook_id.0, input.skip_waiting.unwrap_or(false));
        payload(ctx, id, verbs::enable_webhook(call(ctx), id, input.expected_version, skip).await).await
    }

    /// Deletes a webhook, with all that was to be delivered to it (German: Webhook löschen).
    #[graphql(directive = authorized::apply(Action::WebhookManage))]
    async fn delete_webhook_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which webhook.")] input: WebhookVersionInput,
    ) -> Result<WebhookPayload> {
        let id = input.webhook_id.0;
        let done = verbs::delete_webhook(call(ctx), id, input.expected_version).await;
        let (_, errors) = outcome(ctx, done)?;
        Ok(WebhookPayload { webhook: conflicting(ctx, id, &errors).await?, errors })
    }

    /// Sends a test to a webhook, the event `webhook.pinged` (German: Webhook testen).
    #[graphql(directive = authorized::apply(Action::WebhookManage), directive = cost::apply(20, None))]
    async fn ping_webhook(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which webhook.")] input: PingWebhookInput,
    ) -> Result<WebhookPayload> {
        let id = input.webhook_id.0;
        payload(ctx, id, verbs::ping_webhook(call(ctx), id).await).await
    }

    /// Sends deliveries again, under the same ids (German: erneut zustellen).
    #[graphql(directive = authorized::apply(Action::WebhookManage), directive = cost::apply(20, None))]
    async fn replay_webhook_deliveries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which deliveries.")] input: ReplayWebhookDeliveriesInput,
    ) -> Result<ReplayWebhookPayload> {
        let (done, errors) = outcome(ctx, verbs::replay_deliveries(call(ctx), input.into()).await)?;
        let (webhook, count) = done.unzip();
        Ok(ReplayWebhookPayload { count, webhook: webhook.map(WebhookSubscription::one), errors })
    }
}

fn secret(ctx: &Context<'_>, done: std::result::Result<(Record, String), Error>) -> Result<WebhookSecretPayload> {
    let (made, errors) = outcome(ctx, done)?;
    let (webhook, secret) = made.unzip();
    Ok(WebhookSecretPayload { secret, webhook: webhook.map(WebhookSubscription::one), errors })
}

async fn payload(
    ctx: &Context<'_>,
    id: WebhookSubscriptionId,
    done: std::result::Result<Record, Error>,
) -> Result<WebhookPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let webhook = match changed {
        Some(changed) => Some(WebhookSubscription::one(changed)),
        None => conflicting(ctx, id, &errors).await?,
    };
    Ok(WebhookPayload { webhook, errors })
}

/// The webhook as it is now, after a conflict.
async fn conflicting(
    ctx: &Context<'_>,
    id: WebhookSubscriptionId,
    errors: &[UserError],
) -> Result<Option<WebhookSubscription>> {
    if !errors.iter().any(UserError::is_conflict) {
        return Ok(None);
    }
    Ok(failure(ctx, verbs::find_webhook(call(ctx), id).await)?.map(WebhookSubscription::one))
}
