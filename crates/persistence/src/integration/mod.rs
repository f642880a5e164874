//! What other systems are told, and how the nodes hear of it.

mod events;
mod tail;

pub use events::{EventFilter, Events};
pub(crate) use tail::Tail;
pub use tail::listen;
