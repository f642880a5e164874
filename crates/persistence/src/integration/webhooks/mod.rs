//! Webhooks, what is delivered to them, and the queue of those who deliver it.
//!
//! The queue takes no visibility: whoever delivers asks for the rights of each service account.

mod deliveries;
mod leads;
mod queue;
mod subscription;

pub use deliveries::{DeliveryFilter, WebhookDeliveries, replay_deliveries};
pub use leads::{Lead, leads_of};
pub use queue::{ClaimedDelivery, Failure, NewDelivery, Receiver, WebhookQueue};
pub use subscription::{
    SealedSecrets, WebhookFilter, WebhookSubscriptions, delete_webhook, insert_webhook, release_webhook,
    update_webhook, webhook_secret,
};
