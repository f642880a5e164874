//! Calendars that people subscribe to.

mod feeds;

pub use feeds::{CalendarFeeds, insert_feed, revoke_feed};
