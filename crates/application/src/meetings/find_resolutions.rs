use super::standing::sight;
use crate::{Call, Error};
use domain::meetings::Resolution;
use domain::shared::{AgendaItemId, MeetingId, Page, PageRequest, ResolutionId};
use persistence::meetings::{ResolutionFilter, Resolutions};
use std::collections::HashMap;

/// A resolution; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_resolution(call: &Call, id: ResolutionId) -> Result<Option<Resolution>, Error> {
    Ok(Resolutions::of(call.database()).find(&sight(call), id).await?)
}

/// Those of these resolutions that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_resolutions(
    call: &Call,
    ids: impl IntoIterator<Item = ResolutionId>,
) -> Result<HashMap<ResolutionId, Resolution>, Error> {
    Ok(Resolutions::of(call.database()).find_many(&sight(call), ids).await?)
}

/// One page of the resolutions that the caller sees, the newest first.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_resolutions(
    call: &Call,
    filter: &ResolutionFilter,
    page: &PageRequest,
) -> Result<Page<Resolution>, Error> {
    Ok(Resolutions::of(call.database()).list(&sight(call), filter, page).await?)
}

/// How many resolutions the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_resolutions(call: &Call, filter: &ResolutionFilter) -> Result<u64, Error> {
    Ok(Resolutions::of(call.database()).count(&sight(call), filter).await?)
}

/// The resolutions of many meetings, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_resolutions_of_meetings(
    call: &Call,
    meetings: &[MeetingId],
) -> Result<HashMap<MeetingId, Vec<Resolution>>, Error> {
    Ok(Resolutions::of(call.database()).of_meetings(&sight(call), meetings).await?)
}

/// The resolutions under many items of agendas, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_resolutions_of_items(
    call: &Call,
    items: &[AgendaItemId],
) -> Result<HashMap<AgendaItemId, Vec<Resolution>>, Error> {
    Ok(Resolutions::of(call.database()).of_items(&sight(call), items).await?)
}

/// The resolutions that rest on many recommendations, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_followers(
    call: &Call,
    recommendations: &[ResolutionId],
) -> Result<HashMap<ResolutionId, Vec<Resolution>>, Error> {
    Ok(Resolutions::of(call.database()).based_on(&sight(call), recommendations).await?)
}
