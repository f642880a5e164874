use super::delivery::WebhookDelivery;
use super::inputs::{WebhookDeliveryFilter, WebhookSubscriptionFilter};
use super::subscription::WebhookSubscription;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, NodeId, call, connect, failure, page};
use application::integration::webhooks as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::WebhookSubscriptionId;

/// The fields that read webhooks.
#[derive(Debug, Default)]
pub(crate) struct WebhookQueries;

#[Object]
impl WebhookQueries {
    /// A webhook; `null` when there is none that the viewer may see (German: Webhook).
    #[graphql(directive = authorized::apply(Action::WebhookRead))]
    async fn webhook_subscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<WebhookSubscriptionId>,
    ) -> Result<Option<WebhookSubscription>> {
        Ok(failure(ctx, verbs::find_webhook(call(ctx), id.0).await)?.map(WebhookSubscription::one))
    }

    /// The webhooks that the viewer may see, by name (German: Webhooks).
    #[graphql(directive = authorized::apply(Action::WebhookRead), directive = cost::apply(1, None))]
    async fn webhook_subscriptions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which webhooks.")] filter: Option<WebhookSubscriptionFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<WebhookSubscription>> {
        let call = call(ctx);
        let filter = verbs::WebhookFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_webhooks(call, &filter, &page).await;
        connect(ctx, found, WebhookSubscription::siblings, verbs::count_webhooks(call, &filter)).await
    }

    /// What was delivered to the webhooks that the viewer may see in the last thirty days, and what is to be; the newest
    /// events first (German: Zustellungen).
    #[graphql(directive = authorized::apply(Action::WebhookRead), directive = cost::apply(1, None))]
    async fn webhook_deliveries(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which deliveries.")] filter: Option<WebhookDeliveryFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<WebhookDelivery>> {
        let call = call(ctx);
        let filter = verbs::DeliveryFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_webhook_deliveries(call, &filter, &page).await;
        let nodes = |rows: Vec<_>| rows.into_iter().map(WebhookDelivery).collect();
        connect(ctx, found, nodes, verbs::count_webhook_deliveries(call, &filter)).await
    }
}
