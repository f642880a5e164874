use super::standing::sight;
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{FieldOfAction, Network, NetworkKind, NetworkPhase, PhaseChange};
use domain::shared::{NetworkId, OrganisationId, Page, PageRequest};
use domain::territories::TerritoryKey;
use persistence::networks::{NetworkFilter, NetworkOrder, Networks};
use std::collections::HashMap;

/// Which networks; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ListNetworks {
    /// With this territory or one in it.
    pub territory: Option<String>,
    /// Of one of these types.
    pub kinds: Vec<NetworkKind>,
    /// In one of these phases.
    pub phases: Vec<NetworkPhase>,
    /// With one of these fields of action.
    pub fields: Vec<FieldOfAction>,
    /// That are parts of this one.
    pub parent: Option<NetworkId>,
    /// Kept by this organisation.
    pub organisation: Option<OrganisationId>,
    /// In which this organisation takes part, as far as the caller may know.
    pub member: Option<OrganisationId>,
    /// With these words in name, short name or local label.
    pub text: Option<String>,
}

impl ListNetworks {
    fn check(self) -> Result<NetworkFilter, Error> {
        let territory = self.territory.as_deref().map(TerritoryKey::new).transpose();
        Ok(NetworkFilter {
            territory: territory.map_err(|refusal| refusal.at("territoryKey").at("filter"))?,
            kinds: self.kinds,
            phases: self.phases,
            fields: self.fields,
            parent: self.parent,
            organisation: self.organisation,
            text: self.text,
            member: self.member,
        })
    }
}

/// A network; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_network(call: &Call, id: NetworkId) -> Result<Option<Network>, Error> {
    Ok(Networks::of(call.database()).find(&sight(call), id).await?)
}

/// Those of these networks that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_networks(
    call: &Call,
    ids: impl IntoIterator<Item = NetworkId>,
) -> Result<HashMap<NetworkId, Network>, Error> {
    Ok(Networks::of(call.database()).find_many(&sight(call), ids).await?)
}

/// One page of the networks that the caller sees.
///
/// # Errors
/// `INVALID_TERRITORY_KEY`, `INVALID` for a cursor that is not one of this list.
pub async fn list_networks(
    call: &Call,
    filter: ListNetworks,
    by: NetworkOrder,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Network>, Error> {
    Ok(Networks::of(call.database()).list(&sight(call), &filter.check()?, by, descending, page).await?)
}

/// How many networks the caller sees.
///
/// # Errors
/// `INVALID_TERRITORY_KEY`.
pub async fn count_networks(call: &Call, filter: ListNetworks) -> Result<u64, Error> {
    Ok(Networks::of(call.database()).count(&sight(call), &filter.check()?).await?)
}

/// The changes of the phases of many networks, the oldest first; for those who see the networks by right.
///
/// # Errors
/// When the database does not answer.
pub async fn list_phase_changes(
    call: &Call,
    networks: &[NetworkId],
) -> Result<HashMap<NetworkId, Vec<PhaseChange>>, Error> {
    let seen = call.visibility(Action::NetworkRead);
    Ok(Networks::of(call.database()).phase_changes(&seen, networks).await?)
}
