//! Webhooks: other systems are told of events by the Standard Webhooks specification (ADR 0031).

mod courier;
mod create_webhook;
mod delete_webhook;
mod deliver;
mod give_up;
mod letters;
mod list_webhooks;
mod outbound;
mod pause_webhook;
mod ping_webhook;
mod record;
mod replay_deliveries;
mod rotate_secret;
mod settings;
mod spread;
mod update_webhook;

pub use courier::Courier;
pub use create_webhook::{CreateWebhook, create_webhook};
pub use delete_webhook::delete_webhook;
pub use list_webhooks::{
    count_webhook_deliveries, count_webhooks, find_webhook, list_webhook_deliveries, list_webhooks,
};
pub use pause_webhook::{enable_webhook, pause_webhook};
pub use persistence::integration::{DeliveryFilter, WebhookFilter};
pub use ping_webhook::ping_webhook;
pub use replay_deliveries::{ReplayDeliveries, replay_deliveries};
pub use rotate_secret::rotate_secret;
pub use settings::WebhookSettings;
pub use update_webhook::{UpdateWebhook, update_webhook};

use crate::Call;
use domain::access::Actor;
use domain::integration::Event;
use futures::future::BoxFuture;
use std::sync::Arc;

/// Says what is wrong with a document that somebody with these rights wants to have carried out for each event, in one
/// sentence.
pub type CheckDocument = Arc<dyn Fn(Actor, String) -> BoxFuture<'static, Result<(), String>> + Send + Sync>;

/// Carries a document out for an event, in the name of the call's actor: the answer as JSON, or why it is refused.
pub type Shape =
    Arc<dyn Fn(Call, Arc<Event>, String) -> BoxFuture<'static, Result<serde_json::Value, String>> + Send + Sync>;

/// The event by which a test is delivered.
const PINGED: &str = "webhook.pinged";
