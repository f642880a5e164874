//! What other systems are told, and how the nodes hear of it.

mod events;
pub mod feeds;
mod relay;
mod exports;
mod tail;
mod webhooks;

pub use events::{EventFilter, Events};
pub use relay::{EventRelays, RelayPlace};
pub use exports::{
    ClaimedExport, ExportFilter, ExportProgress, ExportQueue, Exports, insert_export, open_exports, update_export,
};
pub(crate) use tail::Tail;
pub use tail::listen;
pub use webhooks::{
    ClaimedDelivery, DeliveryFilter, Failure, Lead, NewDelivery, Receiver, SealedSecrets, WebhookDeliveries,
    WebhookFilter, WebhookQueue, WebhookSubscriptions, delete_webhook, insert_webhook, leads_of, release_webhook,
    replay_deliveries, update_webhook, webhook_secret,
};
