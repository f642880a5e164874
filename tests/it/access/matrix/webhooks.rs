//! Webhooks in the matrix.

use super::case::Case;
use super::prove;
use super::target::{Made, Target, global};
use acceptance::{World, on_both_engines};
use application::Call;
use application::integration::webhooks::{CheckDocument, CreateWebhook, create_webhook, pause_webhook};
use domain::access::Action;
use domain::shared::{ServiceAccountId, WebhookDeliveryId};
use serde_json::json;
use std::sync::Arc;

const SEEN: Option<Action> = Some(Action::WebhookRead);

/// A field about a webhook that is found by the right to read it.
const fn about(field: &'static str, document: &'static str, variables: &'static str) -> Case {
    Case { field, document, variables, target: Target::Webhook, found_by: SEEN, refusals: &[] }
}

/// A field that is about nothing in particular.
const fn list(field: &'static str, document: &'static str) -> Case {
    Case { field, document, variables: "{}", target: Target::Nothing, found_by: None, refusals: &[] }
}

pub(super) const CASES: &[Case] = &[
    about(
        "webhookSubscription",
        "query($id: ID!) { webhookSubscription(id: $id) { name url serviceAccount { name } } }",
        r#"{"id": "$webhook"}"#,
    ),
    list("webhookSubscriptions", "{ webhookSubscriptions(first: 1) { totalCount } }"),
    list("webhookDeliveries", "{ webhookDeliveries(first: 1) { totalCount } }"),
    Case {
        field: "createWebhookSubscription",
        document: "mutation($input: CreateWebhookSubscriptionInput!) { createWebhookSubscription(input: $input) { errors { code } } }",
        variables: r#"{"input": {"serviceAccountId": "$service", "name": "Portal", "url": "https://portal.example/hook"}}"#,
        target: Target::ServiceAccount,
        found_by: Some(Action::ServiceRead),
        refusals: &[],
    },
    about(
        "updateWebhookSubscription",
        "mutation($input: UpdateWebhookSubscriptionInput!) { updateWebhookSubscription(input: $input) { errors { code } } }",
        r#"{"input": {"webhookId": "$webhook", "expectedVersion": "$webhookVersion", "name": "Portal"}}"#,
    ),
    about(
        "rotateWebhookSecret",
        "mutation($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { errors { code } } }",
        r#"{"input": {"webhookId": "$webhook"}}"#,
    ),
    about(
        "pauseWebhookSubscription",
        "mutation($input: WebhookVersionInput!) { pauseWebhookSubscription(input: $input) { errors { code } } }",
        r#"{"input": {"webhookId": "$webhook", "expectedVersion": "$webhookVersion"}}"#,
    ),
    Case {
        field: "enableWebhookSubscription",
        document: "mutation($input: EnableWebhookSubscriptionInput!) { enableWebhookSubscription(input: $input) { errors { code } } }",
        variables: r#"{"input": {"webhookId": "$webhook", "expectedVersion": "$webhookVersion"}}"#,
        target: Target::PausedWebhook,
        found_by: SEEN,
        refusals: &[],
    },
    about(
        "pingWebhook",
        "mutation($input: PingWebhookInput!) { pingWebhook(input: $input) { errors { code } } }",
        r#"{"input": {"webhookId": "$webhook"}}"#,
    ),
    about(
        "replayWebhookDeliveries",
        "mutation($input: ReplayWebhookDeliveriesInput!) { replayWebhookDeliveries(input: $input) { errors { code } } }",
        r#"{"input": {"webhookId": "$webhook", "deliveryIds": ["$delivery"]}}"#,
    ),
    about(
        "deleteWebhookSubscription",
        "mutation($input: WebhookVersionInput!) { deleteWebhookSubscription(input: $input) { errors { code } } }",
        r#"{"input": {"webhookId": "$webhook", "expectedVersion": "$webhookVersion"}}"#,
    ),
];

/// Makes one of a new service account of an organisation.
pub(super) async fn make(call: &Call, service: ServiceAccountId, paused: bool, made: &mut Made) {
    let anything: CheckDocument = Arc::new(|_, _| Box::pin(async { Ok(()) }));
    let input = CreateWebhook {
        service,
        name: "Webseite".to_owned(),
        url: "https://portal.example/hook".to_owned(),
        types: vec!["organisation.*".to_owned()],
        document: None,
    };
    let (mut webhook, _) = create_webhook(call, input, &anything).await.unwrap();
    if paused {
        webhook = pause_webhook(call, webhook.id, webhook.version).await.unwrap();
    }
    made.names.push(("webhook", global(webhook.id)));
    made.names.push(("webhookVersion", json!(webhook.version)));
    made.names.push(("delivery", global(WebhookDeliveryId::new(call.ids()))));
}

on_both_engines! {
    async fn webhooks(world: World) {
        prove(world, "webhooks", CASES).await;
    }
}
