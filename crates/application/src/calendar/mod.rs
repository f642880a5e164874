//! Dates as calendars read them: iCalendar (RFC 5545) in mails and feeds, with the methods of RFC 5546.
//!
//! Every area that has dates makes [`CalendarEntry`]s of them; how they are written is known here alone.

mod entry;
mod file;
mod zone;

pub use entry::{CalendarEntry, EntryStatus, Invitation, Method};
pub use file::{CalendarFile, Organiser};
