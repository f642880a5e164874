use super::standing::sight;
use crate::{Call, Error};
use domain::meetings::Committee;
use domain::shared::{CommitteeId, NetworkId, Page, PageRequest};
use persistence::meetings::{CommitteeFilter, CommitteeOrder, Committees};
use std::collections::{HashMap, HashSet};

/// A committee; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_committee(call: &Call, id: CommitteeId) -> Result<Option<Committee>, Error> {
    Ok(Committees::of(call.database()).find(&sight(call), id).await?)
}

/// Those of these committees that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_committees(
    call: &Call,
    ids: impl IntoIterator<Item = CommitteeId>,
) -> Result<HashMap<CommitteeId, Committee>, Error> {
    Ok(Committees::of(call.database()).find_many(&sight(call), ids).await?)
}

/// Which of these committees the caller reaches by right: those whose inside is theirs to see.
///
/// # Errors
/// When the database does not answer.
pub async fn list_reached(call: &Call, ids: &[CommitteeId]) -> Result<HashSet<CommitteeId>, Error> {
    Ok(Committees::of(call.database()).reached(&sight(call), ids).await?)
}

/// One page of the committees that the caller sees.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_committees(
    call: &Call,
    filter: &CommitteeFilter,
    by: CommitteeOrder,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Committee>, Error> {
    Ok(Committees::of(call.database()).list(&sight(call), filter, by, descending, page).await?)
}

/// How many committees the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_committees(call: &Call, filter: &CommitteeFilter) -> Result<u64, Error> {
    Ok(Committees::of(call.database()).count(&sight(call), filter).await?)
}

/// The committees of many networks that the caller sees, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_committees_of(
    call: &Call,
    networks: &[NetworkId],
) -> Result<HashMap<NetworkId, Vec<Committee>>, Error> {
    Ok(Committees::of(call.database()).of_networks(&sight(call), networks).await?)
}
