use crate::{Call, Error};
use domain::integration::{Event, EventSight};
use domain::shared::{EventId, Page, PageRequest};
use persistence::integration::{EventFilter, Events};

/// One page of what happened to records that the caller may see, in the order of the commits. Whoever goes on from the
/// last cursor misses nothing, however many changes are made at the same time (ADR 0004, ADR 0029).
///
/// # Errors
/// `INVALID` for a cursor that is not one of the events.
pub async fn list_changes(call: &Call, filter: &EventFilter, page: &PageRequest) -> Result<Page<Event>, Error> {
    Ok(Events::of(call.database()).list(&EventSight::of(call.actor()), filter, page).await?)
}

/// How many events of this kind the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn count_changes(call: &Call, filter: &EventFilter) -> Result<u64, Error> {
    Ok(Events::of(call.database()).count(&EventSight::of(call.actor()), filter).await?)
}

/// One event; `None` when it does not exist or the caller may not know of it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_event(call: &Call, id: EventId) -> Result<Option<Event>, Error> {
    Ok(Events::of(call.database()).find(&EventSight::of(call.actor()), id).await?)
}
