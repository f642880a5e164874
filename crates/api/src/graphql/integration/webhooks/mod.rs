//! Webhooks and what was delivered to them (German: Webhooks, Zustellungen).

mod delivery;
mod inputs;
mod mutations;
mod queries;
mod subscription;

pub(crate) use mutations::WebhookMutations;
pub(crate) use queries::WebhookQueries;
pub(crate) use subscription::WebhookSubscription;
