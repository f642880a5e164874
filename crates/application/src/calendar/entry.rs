//! What a calendar shows.

use domain::calendar::CalendarEntryStatus as EntryStatus;
use domain::shared::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a calendar is asked to do with an entry (METHOD of RFC 5546).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    /// To show it.
    Publish,
    /// To keep it for the person who is invited.
    Request,
    /// To take it away.
    Cancel,
}

impl Method {
    /// The method as iCalendar spells it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// One entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarEntry {
    /// By what calendars know it again (UID): the id of the record that it shows, always the same one.
    pub id: Uuid,
    /// Counts its changes (SEQUENCE): of two versions the one with the higher number holds.
    pub sequence: i64,
    /// When this was last said (DTSTAMP).
    pub said_at: Timestamp,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Where it takes place.
    pub location: Option<String>,
    /// How certain it is.
    pub status: EntryStatus,
}

/// An entry that goes to one person by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// What the person's calendar is asked to do with it.
    pub method: Method,
    /// The entry.
    pub entry: CalendarEntry,
}

impl Invitation {
    /// An entry, with the method that follows from how certain it is: what is certain is kept, what is not is shown, what is
    /// cancelled is taken away.
    pub const fn of(entry: CalendarEntry) -> Self {
        let method = match entry.status {
            EntryStatus::Confirmed => Method::Request,
            EntryStatus::Tentative => Method::Publish,
            EntryStatus::Cancelled => Method::Cancel,
        };
        Self { method, entry }
    }
}
