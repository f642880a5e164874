//! Reading series, modules and sessions.

use super::sight::offers;
use crate::{Call, Error};
use domain::qualifications::{CourseModule, CourseSeries, CourseSession, FormatChange};
use domain::shared::{CourseModuleId, CourseSeriesId, CourseSessionId, Page, PageRequest, Slice};
use persistence::qualifications::{Modules, SeriesFilter, SeriesList, SessionFilter, Sessions};
use std::collections::{BTreeSet, HashMap};

/// One page of the series that the caller sees, by title.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_series(call: &Call, filter: &SeriesFilter, page: &PageRequest) -> Result<Page<CourseSeries>, Error> {
    Ok(SeriesList::of(call.database()).list(&offers(call), filter, page).await?)
}

/// How many series the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_series(call: &Call, filter: &SeriesFilter) -> Result<u64, Error> {
    Ok(SeriesList::of(call.database()).count(&offers(call), filter).await?)
}

/// One series; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_series(call: &Call, id: CourseSeriesId) -> Result<Option<CourseSeries>, Error> {
    Ok(SeriesList::of(call.database()).find(&offers(call), id).await?)
}

/// Many series by their ids, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn find_many_series(
    call: &Call,
    ids: &[CourseSeriesId],
) -> Result<HashMap<CourseSeriesId, CourseSeries>, Error> {
    Ok(SeriesList::of(call.database()).find_many(&offers(call), ids.iter().copied()).await?)
}

/// One module; `None` when it does not exist or the caller may not see its series.
///
/// # Errors
/// When the database does not answer.
pub async fn find_module(call: &Call, id: CourseModuleId) -> Result<Option<CourseModule>, Error> {
    let Some(module) = Modules::of(call.database()).find(id).await? else { return Ok(None) };
    Ok(find_series(call, module.series).await?.map(|_| module))
}

/// Many modules by their ids, as far as the caller sees their series.
///
/// # Errors
/// When the database does not answer.
pub async fn find_seen_modules(
    call: &Call,
    ids: &[CourseModuleId],
) -> Result<HashMap<CourseModuleId, CourseModule>, Error> {
    let mut found = find_many_modules(call, ids).await?;
    let series: BTreeSet<CourseSeriesId> = found.values().map(|module| module.series).collect();
    let seen = find_many_series(call, &series.into_iter().collect::<Vec<_>>()).await?;
    found.retain(|_, module| seen.contains_key(&module.series));
    Ok(found)
}

/// Many modules by their ids. They come from sessions or modules that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_many_modules(
    call: &Call,
    ids: &[CourseModuleId],
) -> Result<HashMap<CourseModuleId, CourseModule>, Error> {
    Ok(Modules::of(call.database()).find_many(ids.iter().copied()).await?)
}

/// The modules of many series that the caller sees, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_modules(
    call: &Call,
    series: &[CourseSeriesId],
) -> Result<HashMap<CourseSeriesId, Vec<CourseModule>>, Error> {
    Ok(Modules::of(call.database()).of_series(series.iter().copied()).await?)
}

/// One page of the sessions that the caller sees, by their start.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_sessions(
    call: &Call,
    filter: &SessionFilter,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<CourseSession>, Error> {
    Ok(Sessions::of(call.database()).list(&offers(call), filter, descending, page).await?)
}

/// How many sessions the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_sessions(call: &Call, filter: &SessionFilter) -> Result<u64, Error> {
    Ok(Sessions::of(call.database()).count(&offers(call), filter).await?)
}

/// One session; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_session(call: &Call, id: CourseSessionId) -> Result<Option<CourseSession>, Error> {
    Ok(Sessions::of(call.database()).find(&offers(call), id).await?)
}

/// Many sessions by their ids, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn find_many_sessions(
    call: &Call,
    ids: &[CourseSessionId],
) -> Result<HashMap<CourseSessionId, CourseSession>, Error> {
    Ok(Sessions::of(call.database()).find_many(&offers(call), ids.iter().copied()).await?)
}

/// The sessions of many series, the first ones of each by their start, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_sessions_of_series(
    call: &Call,
    series: &[CourseSeriesId],
    slice: Slice,
) -> Result<HashMap<CourseSeriesId, Vec<CourseSession>>, Error> {
    Ok(Sessions::of(call.database()).of_series(&offers(call), series, slice).await?)
}

/// The changes of the format of many sessions that the caller sees, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_format_changes(
    call: &Call,
    sessions: &[CourseSessionId],
) -> Result<HashMap<CourseSessionId, Vec<FormatChange>>, Error> {
    Ok(Sessions::of(call.database()).format_changes(sessions).await?)
}
