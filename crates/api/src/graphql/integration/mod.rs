//! What other systems are told (German: Anbindung anderer Systeme).

mod exports;
mod imports;
mod occasion;
mod queries;
mod subscriptions;
mod types;
mod webhooks;

pub(crate) use exports::{Export, ExportMutations, ExportQueries};
pub(crate) use imports::{Import, ImportMapping, ImportMutations, ImportQueries};
pub use occasion::{Interest, Occasion};
pub(crate) use queries::ChangeQueries;
pub use subscriptions::Subscription;
pub(crate) use types::Event;
pub(crate) use webhooks::{WebhookMutations, WebhookQueries, WebhookSubscription};
