//! Calendars: what stands in them, and how people subscribe to them.

mod feed;
mod status;

pub use feed::{CalendarFeed, CalendarSubject};
pub use status::CalendarEntryStatus;
