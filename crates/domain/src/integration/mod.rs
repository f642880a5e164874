//! What other systems are told: events, who may see which, and where they are sent.

mod catalogue;
mod event;
mod export;
pub mod feeds;
pub mod imports;
mod receiver;
mod sight;
mod topics;
mod webhook;

pub use catalogue::EventType;
pub use event::Event;
pub use export::{Export, ExportFailure, ExportFormat, ExportState, Requester};
pub use receiver::{WebhookUrl, may_receive};
pub use sight::EventSight;
pub use topics::Topics;
pub use webhook::{
    WEBHOOK_ATTEMPTS, WEBHOOK_PATIENCE, WebhookDelivery, WebhookDeliveryState, WebhookOutcome, WebhookState,
    WebhookSubscription, hold, is_given_up, next_try,
};
