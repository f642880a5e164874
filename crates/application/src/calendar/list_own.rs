//! What is in one's own calendar, and where it can be subscribed to.

use super::entry::CalendarEntry;
use crate::meetings::{OwnMeeting, list_own_meetings};
use crate::qualifications::{OwnSession, list_own_sessions};
use crate::{Call, Error};
use domain::access::{Action, Denied};
use domain::calendar::CalendarFeed;
use domain::shared::{PersonId, Timestamp};
use persistence::accounts::Credentials;
use persistence::calendar::CalendarFeeds;
use persistence::{Database, UnitOfWork};

/// A date in the calendar of a person. Every area with dates adds its own kind.
#[derive(Clone, Debug)]
pub enum OwnDate {
    /// A session of a qualification.
    Session(Box<OwnSession>),
    /// A meeting of a committee.
    Meeting(Box<OwnMeeting>),
}

impl OwnDate {
    /// How it stands in the calendar.
    pub const fn entry(&self) -> &CalendarEntry {
        match self {
            Self::Session(own) => &own.entry,
            Self::Meeting(own) => &own.entry,
        }
    }
}

/// The dates of a person that end after an instant, and begin before another, by their start.
pub(super) async fn dates_of(
    database: &Database,
    person: PersonId,
    from: Timestamp,
    until: Option<Timestamp>,
) -> Result<Vec<OwnDate>, Error> {
    let sessions = list_own_sessions(database, person, from, until).await?;
    let meetings = list_own_meetings(database, person, from, until).await?;
    let sessions = sessions.into_iter().map(|own| OwnDate::Session(Box::new(own)));
    let meetings = meetings.into_iter().map(|own| OwnDate::Meeting(Box::new(own)));
    let mut dates: Vec<OwnDate> = sessions.chain(meetings).collect();
    dates.sort_by_key(|date| (date.entry().start, date.entry().id));
    Ok(dates)
}

/// The dates in one's own calendar that end after an instant (now, when nothing is said), and begin before another, by their
/// start; the first 100.
///
/// # Errors
/// A denial when nobody is signed in.
pub async fn list_own_dates(
    call: &Call,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
) -> Result<Vec<OwnDate>, Error> {
    const MOST: usize = 100;
    let account = call.actor().account().ok_or(Denied::Unauthenticated(Action::CalendarOwn))?;
    let mut dates = dates_of(call.database(), account.person, from.unwrap_or_else(|| call.now()), until).await?;
    dates.truncate(MOST);
    Ok(dates)
}

/// One's own open feeds, the oldest first. Their addresses are not known any more.
///
/// # Errors
/// A denial when nobody is signed in.
pub async fn list_own_feeds(call: &Call) -> Result<Vec<CalendarFeed>, Error> {
    let account = call.actor().account().ok_or(Denied::Unauthenticated(Action::CalendarOwn))?;
    Ok(CalendarFeeds::of(call.database()).of_account(&call.visibility(Action::CalendarOwn), account.id).await?)
}

/// One's own account, kept from changing until the unit of work ends: so its feeds are counted by one request at a time.
pub(super) async fn own_account(call: &Call, unit: &UnitOfWork) -> Result<Credentials, Error> {
    let account = call.actor().account().ok_or(Denied::Unauthenticated(Action::CalendarOwn))?;
    Credentials::hold(unit, account.id).await?.ok_or_else(|| Error::not_found("account"))
}
