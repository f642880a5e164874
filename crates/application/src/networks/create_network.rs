use super::input::{ProfileInput, check_territories};
use super::{record, take_seat, update_network};
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Network, NetworkPhase, PhaseChange, Seat, TeamRole};
use domain::shared::{Date, LongText, NetworkId, OrganisationId, PersonId, PhaseChangeId, Refusals, SeatId};
use persistence::networks::{Networks, Seats};
use persistence::organisations::Organisations;

/// A network to be founded.
#[derive(Clone, Debug)]
pub struct CreateNetwork {
    /// The organisation that keeps it.
    pub organisation: OrganisationId,
    /// What it is to be called and to be about.
    pub profile: ProfileInput,
    /// The network that it is a part of.
    pub parent: Option<NetworkId>,
    /// Since when it exists; today without a day.
    pub founded_on: Option<Date>,
    /// Who coordinates it.
    pub coordinator: PersonId,
}

/// Founds a network, in its first phase and with its coordinator.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` for an organisation, parent, person or territory, `WRONG_STATE` when the
/// organisation or the person is not active or the parent dissolved.
pub async fn create_network(call: &Call, input: CreateNetwork) -> Result<Network, Error> {
    let mut refusals = Refusals::new();
    let founded_on = input.founded_on.unwrap_or_else(|| call.today());
    let founded_on = refusals.take("foundedOn", Network::check_founding(founded_on, call.today()));
    let profile = refusals.gather(input.profile.check());
    let (founded_on, profile) = refusals.into_result(founded_on.zip(profile))?;
    let unit = call.begin().await?;
    let keeper = Organisations::of(&unit).hold(&call.visibility(Action::OrganisationRead), input.organisation).await?;
    let keeper = keeper.ok_or_else(|| Error::not_found("organisationId"))?;
    let permit = call.permit(Action::NetworkCreate, &keeper.owner())?;
    keeper.expect_active("found a network").map_err(|refusal| refusal.at("organisationId"))?;
    let coordinator = take_seat::active_person(call, &unit, input.coordinator, "coordinatorId").await?;
    let id = NetworkId::new(call.ids());
    update_network::check_parent(call, &unit, id, input.parent).await?;
    check_territories(call, &unit, &profile).await?;
    let network = Network {
        id,
        profile,
        parent: input.parent,
        organisation: keeper.id,
        district: keeper.owner().district,
        founded_on,
        phase: NetworkPhase::Initiation,
        phase_since: founded_on,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    let first = PhaseChange {
        id: PhaseChangeId::new(call.ids()),
        from: None,
        to: network.phase,
        on: founded_on,
        reason: LongText::new("Gründung").map_err(|refusal| refusal.at("phase"))?,
        by: call.actor().account().map(|account| account.id),
        at: unit.now(),
    };
    let seat = Seat {
        id: SeatId::new(call.ids()),
        network: id,
        person: coordinator.id,
        role: TeamRole::Coordinator,
        since: unit.now(),
        until: None,
    };
    Networks::insert(&unit, &network, &first).await?;
    Seats::insert(&unit, &seat).await?;
    let change = record::network(permit, "network.created", None, &network);
    unit.commit([change.personal("coordinatorId", None, Some(coordinator.id))]).await?;
    Ok(network)
}
