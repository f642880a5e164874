//! Reading the log of what is done by hand with waiting lists: organisers see that of their sessions, people what concerned
//! them, and those who answer for people what concerned these.

use super::sight::registrations;
use crate::{Call, Error};
use domain::qualifications::WaitingChange;
use domain::shared::{Page, PageRequest};
use persistence::qualifications::{WaitingChangeFilter, WaitingChanges};

/// One page of the log as far as the caller sees it, the newest first.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_waiting_changes(
    call: &Call,
    filter: &WaitingChangeFilter,
    page: &PageRequest,
) -> Result<Page<WaitingChange>, Error> {
    Ok(WaitingChanges::of(call.database()).list(&registrations(call), filter, page).await?)
}

/// How many lines of the log the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_waiting_changes(call: &Call, filter: &WaitingChangeFilter) -> Result<u64, Error> {
    Ok(WaitingChanges::of(call.database()).count(&registrations(call), filter).await?)
}
