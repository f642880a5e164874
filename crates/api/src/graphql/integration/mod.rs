//! What other systems are told (German: Anbindung anderer Systeme).

mod occasion;
mod queries;
mod subscriptions;
mod types;

pub use occasion::{Interest, Occasion};
pub(crate) use queries::ChangeQueries;
pub use subscriptions::Subscription;
pub(crate) use types::Event;
