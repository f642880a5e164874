//! What other systems are told: the feed of changes, and events as `CloudEvents`.

mod cloud_event;
mod hub;
mod list_changes;

pub mod broker;
pub mod exports;
pub mod feeds;
pub mod imports;
pub mod webhooks;

pub use cloud_event::{CloudEvent, EventData};
pub use hub::{EventHub, Follower};
pub use list_changes::{count_changes, find_event, list_changes};
pub use persistence::integration::EventFilter;
