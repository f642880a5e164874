use super::entries::entry;
use super::sight::offers;
use crate::calendar::{CalendarEntry, EntryStatus};
use crate::{Call, Error};
use domain::qualifications::Entitlement;
use domain::shared::{PageRequest, Timestamp};
use persistence::qualifications::{SessionFilter, Sessions};

/// The published sessions that are for everybody and end after an instant, by their start; those that were cancelled stay
/// as such. At most 1000.
///
/// # Errors
/// When the database does not answer.
pub async fn list_public_entries(call: &Call, from: Timestamp) -> Result<Vec<CalendarEntry>, Error> {
    /// How many pages are read at most.
    const PAGES: usize = 10;
    let filter =
        SessionFilter { entitlements: vec![Entitlement::Public], from: Some(from), ..SessionFilter::default() };
    let mut entries = Vec::new();
    let mut page = PageRequest::first(PageRequest::MOST);
    for _ in 0..PAGES {
        let found = Sessions::of(call.database()).list(&offers(call), &filter, false, &page).await?;
        page.cursor = found.rows.last().map(|(cursor, _)| cursor.clone());
        entries.extend(
            found
                .rows
                .iter()
                .map(|(_, session)| entry(session, session.id.uuid(), 0, EntryStatus::Confirmed, session.updated_at)),
        );
        if !found.has_next {
            break;
        }
    }
    Ok(entries)
}
