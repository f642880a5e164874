//! Dates as calendars read them: iCalendar (RFC 5545) in mails and feeds, with the methods of RFC 5546.
//!
//! Every area that has dates makes [`CalendarEntry`]s of them; how they are written is known here alone.

mod create_feed;
mod entry;
mod file;
mod list_own;
mod read_feed;
mod revoke_feed;
mod zone;

pub use create_feed::{CreateFeed, NewFeed, create_feed};
pub use domain::calendar::CalendarEntryStatus as EntryStatus;
pub use entry::{CalendarEntry, Invitation, Method};
pub use file::{CalendarFile, Organiser};
pub use list_own::{OwnDate, list_own_dates, list_own_feeds};
pub use read_feed::{PublicCalendar, read_public_calendar, read_public_feed, read_secret_feed};
pub use revoke_feed::revoke_feed;
