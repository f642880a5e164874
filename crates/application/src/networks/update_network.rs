use super::input::{ProfileInput, check_territories};
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::Network;
use domain::shared::{Edit, NetworkId};
use persistence::UnitOfWork;
use persistence::networks::Networks;

/// A change of a network.
#[derive(Clone, Debug)]
pub struct UpdateNetwork {
    /// Which.
    pub id: NetworkId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What it is to be called and to be about: all of it.
    pub profile: ProfileInput,
    /// The network that it is a part of.
    pub parent: Edit<NetworkId>,
}

/// Changes what a network is called and what it is about.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when it is dissolved, `CYCLE`.
pub async fn update_network(call: &Call, input: UpdateNetwork) -> Result<Network, Error> {
    let profile = input.profile.check()?;
    let unit = call.begin().await?;
    let before = standing::hold(call, &unit, input.id, "id").await?;
    let permit = call.permit(Action::NetworkUpdate, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    before.expect_alive("change it")?;
    let parent = input.parent.apply(before.parent);
    if before.profile == profile && before.parent == parent {
        return Ok(before);
    }
    if parent != before.parent {
        check_parent(call, &unit, before.id, parent).await?;
    }
    if profile.territories != before.profile.territories {
        check_territories(call, &unit, &profile).await?;
    }
    let after = Network { profile, parent, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Networks::update(&unit, &after, before.version).await?;
    unit.commit([record::network(permit, "network.updated", Some(&before), &after)]).await?;
    Ok(after)
}

/// Checks that `of` may become a part of `parent`.
///
/// # Errors
/// `NOT_FOUND` when the caller does not see the parent, `WRONG_STATE` when it is dissolved, `CYCLE`.
pub(super) async fn check_parent(
    call: &Call,
    unit: &UnitOfWork,
    of: NetworkId,
    parent: Option<NetworkId>,
) -> Result<(), Error> {
    let Some(parent) = parent else { return Ok(()) };
    let found = standing::hold(call, unit, parent, "parentId").await?;
    found.expect_alive("add a part").map_err(|refusal| refusal.at("parentId"))?;
    let chain = Networks::hold_chain(unit, parent).await?;
    Ok(Network::check_parent(of, &chain)?)
}
