//! What other systems are told, and how the nodes hear of it.

mod events;
mod exports;
pub mod feeds;
mod imports;
mod relay;
mod tail;
mod webhooks;

pub use events::{EventFilter, Events};
pub use exports::{
    ClaimedExport, ExportFilter, ExportProgress, ExportQueue, Exports, insert_export, open_exports, update_export,
};
pub use imports::{
    Advance, Claimed, ImportFiles, ImportFilter, ImportMappingFilter, ImportMappings, ImportQueue, ImportRows, Imports,
    advance_import, cancel_import, delete_import_file, delete_import_mapping, forget_rows, hold_import, insert_import,
    insert_import_file, insert_import_mapping, insert_import_rows, update_import_mapping,
};
pub use relay::{EventRelays, RelayPlace};
pub(crate) use tail::Tail;
pub use tail::listen;
pub use webhooks::{
    ClaimedDelivery, DeliveryFilter, Failure, Lead, NewDelivery, Receiver, SealedSecrets, WebhookDeliveries,
    WebhookFilter, WebhookQueue, WebhookSubscriptions, delete_webhook, insert_webhook, leads_of, release_webhook,
    replay_deliveries, update_webhook, webhook_secret,
};
