//! How the caller stands to a network: what they see of it, and whether they belong to it.

use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::networks::{Network, NetworkVisibility};
use domain::shared::{NetworkId, PersonId};
use persistence::networks::{Insider, NetworkSight, Networks};
use persistence::{Source, UnitOfWork};
use std::collections::HashMap;

/// What the caller sees: by right, and by what the networks say of themselves.
pub(crate) fn sight(call: &Call) -> NetworkSight {
    let open = [
        (Action::NetworkReadPublic, NetworkVisibility::Public),
        (Action::NetworkReadCommunity, NetworkVisibility::Community),
    ];
    let levels = open.into_iter().filter(|(action, _)| call.visibility(*action).is_everything());
    NetworkSight { by_right: call.visibility(Action::NetworkRead), levels: levels.map(|(_, level)| level).collect() }
}

/// The person who asks. The platform itself is nobody: it writes no contacts and no reflections.
///
/// # Errors
/// A denial when nobody is signed in.
pub(super) fn person(call: &Call, action: Action) -> Result<PersonId, Error> {
    let account = call.actor().own(action)?;
    Ok(account.person)
}

/// A network that the caller sees, kept from changing meanwhile.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn hold(call: &Call, unit: &UnitOfWork, id: NetworkId, field: &str) -> Result<Network, Error> {
    let found = Networks::of(unit).hold(&sight(call), id).await?;
    found.ok_or_else(|| Error::not_found(field))
}

/// How the caller belongs to a network.
pub(super) async fn insider(call: &Call, source: &impl Source, network: NetworkId) -> Result<Insider, Error> {
    let Some(account) = call.actor().account() else { return Ok(Insider::default()) };
    let found = Networks::of(source).insiders(account.person, &[network]).await?;
    Ok(found.get(&network).copied().unwrap_or_default())
}

/// To whom a network belongs, for a right that reaches those who belong to it: `belongs` says which of them.
pub(super) fn owner(call: &Call, network: &Network, belongs: bool) -> Owner {
    network.owner_for(call.actor().account().map(|account| account.person).filter(|_| belongs))
}

/// How the caller belongs to each of many networks; those to which they do not belong are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn find_insiders(call: &Call, networks: &[NetworkId]) -> Result<HashMap<NetworkId, Insider>, Error> {
    let Some(account) = call.actor().account() else { return Ok(HashMap::new()) };
    Ok(Networks::of(call.database()).insiders(account.person, networks).await?)
}
