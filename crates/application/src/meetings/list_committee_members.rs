use super::standing::inside;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::CommitteeMembership;
use domain::shared::{CommitteeId, CommitteeMembershipId, Date, Page, PageRequest};
use persistence::meetings::{CommitteeMembershipFilter, CommitteeMemberships, CommitteeSight};
use std::collections::HashMap;

fn sight(call: &Call) -> CommitteeSight {
    inside(call, Action::CommitteeRead)
}

/// A seat; `None` when it does not exist or the caller does not reach its committee by right.
///
/// # Errors
/// When the database does not answer.
pub async fn find_committee_member(
    call: &Call,
    id: CommitteeMembershipId,
) -> Result<Option<CommitteeMembership>, Error> {
    Ok(CommitteeMemberships::of(call.database()).find(&sight(call), id).await?)
}

/// Those of these seats whose committees the caller reaches by right.
///
/// # Errors
/// When the database does not answer.
pub async fn find_committee_members(
    call: &Call,
    ids: impl IntoIterator<Item = CommitteeMembershipId>,
) -> Result<HashMap<CommitteeMembershipId, CommitteeMembership>, Error> {
    Ok(CommitteeMemberships::of(call.database()).find_many(&sight(call), ids).await?)
}

/// One page of seats, in the order of their beginning.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_committee_members(
    call: &Call,
    filter: &CommitteeMembershipFilter,
    page: &PageRequest,
) -> Result<Page<CommitteeMembership>, Error> {
    Ok(CommitteeMemberships::of(call.database()).list(&sight(call), filter, page).await?)
}

/// How many seats there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count_committee_members(call: &Call, filter: &CommitteeMembershipFilter) -> Result<u64, Error> {
    Ok(CommitteeMemberships::of(call.database()).count(&sight(call), filter).await?)
}

/// The seats of many committees that are held on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn list_members_of_committees(
    call: &Call,
    committees: &[CommitteeId],
    on: Date,
) -> Result<HashMap<CommitteeId, Vec<CommitteeMembership>>, Error> {
    Ok(CommitteeMemberships::of(call.database()).of_committees(&sight(call), committees, Some(on)).await?)
}
