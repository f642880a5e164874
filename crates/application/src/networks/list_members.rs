use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Membership, MembershipState, MembershipStep};
use domain::shared::{Date, MembershipId, NetworkId, OrganisationId, Page, PageRequest, Slice};
use persistence::networks::{MembershipFilter, Memberships};
use std::collections::HashMap;

/// Which memberships; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ListMembers {
    /// In this network.
    pub network: Option<NetworkId>,
    /// Of this organisation.
    pub organisation: Option<OrganisationId>,
    /// In one of these states.
    pub states: Vec<MembershipState>,
    /// That lasted on this day.
    pub on: Option<Date>,
}

impl From<ListMembers> for MembershipFilter {
    fn from(list: ListMembers) -> Self {
        Self { network: list.network, organisation: list.organisation, states: list.states, on: list.on }
    }
}

/// A membership; `None` when it does not exist or the caller does not see its network by right.
///
/// # Errors
/// When the database does not answer.
pub async fn find_member(call: &Call, id: MembershipId) -> Result<Option<Membership>, Error> {
    Ok(Memberships::of(call.database()).find(&call.visibility(Action::NetworkRead), id).await?)
}

/// One page of memberships, in the order of their beginning.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_members(call: &Call, list: ListMembers, page: &PageRequest) -> Result<Page<Membership>, Error> {
    Ok(Memberships::of(call.database()).list(&call.visibility(Action::NetworkRead), &list.into(), page).await?)
}

/// How many memberships there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count_members(call: &Call, list: ListMembers) -> Result<u64, Error> {
    Ok(Memberships::of(call.database()).count(&call.visibility(Action::NetworkRead), &list.into()).await?)
}

/// The members of many networks that have not left, the first ones of each.
///
/// # Errors
/// When the database does not answer.
pub async fn list_members_of(
    call: &Call,
    networks: &[NetworkId],
    slice: Slice,
) -> Result<HashMap<NetworkId, Vec<Membership>>, Error> {
    let seen = call.visibility(Action::NetworkRead);
    Ok(Memberships::of(call.database()).of_networks(&seen, networks, slice).await?)
}

/// The histories of many memberships, the oldest step first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_member_steps(
    call: &Call,
    memberships: &[MembershipId],
) -> Result<HashMap<MembershipId, Vec<MembershipStep>>, Error> {
    Ok(Memberships::of(call.database()).steps(&call.visibility(Action::NetworkRead), memberships).await?)
}
