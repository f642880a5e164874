//! What other systems are told: events, and who may see which.

mod catalogue;
mod event;
mod sight;
mod topics;

pub use catalogue::EventType;
pub use event::Event;
pub use sight::EventSight;
pub use topics::Topics;
