use super::standing;
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::Reflection;
use domain::shared::{NetworkId, Page, PageRequest, ReflectionId};
use persistence::networks::Reflections;

/// A reflection; `None` when it does not exist or the caller may not read it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_reflection(call: &Call, id: ReflectionId) -> Result<Option<Reflection>, Error> {
    if call.actor().may(Action::ReflectionRead).is_err() {
        return Ok(None);
    }
    let reader = standing::person(call, Action::ReflectionRead)?;
    Ok(Reflections::of(call.database()).find(reader, id).await?)
}

/// One page of what the caller may read about a network, the newest first.
///
/// # Errors
/// A denial without the right; `INVALID` for a cursor that is not one of this list.
pub async fn list_reflections(call: &Call, network: NetworkId, page: &PageRequest) -> Result<Page<Reflection>, Error> {
    call.actor().may(Action::ReflectionRead)?;
    let reader = standing::person(call, Action::ReflectionRead)?;
    Ok(Reflections::of(call.database()).list(reader, network, page).await?)
}

/// How many of them the caller may read.
///
/// # Errors
/// A denial without the right.
pub async fn count_reflections(call: &Call, network: NetworkId) -> Result<u64, Error> {
    call.actor().may(Action::ReflectionRead)?;
    let reader = standing::person(call, Action::ReflectionRead)?;
    Ok(Reflections::of(call.database()).count(reader, network).await?)
}
