use super::standing;
use super::take_seat::{ended_seat, held_team};
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::Team;
use domain::shared::{NetworkId, PersonId};
use persistence::networks::Seats;
use std::collections::HashMap;

/// Somebody who leaves the team of a network.
#[derive(Clone, Debug)]
pub struct LeaveTeam {
    /// Of which network.
    pub network: NetworkId,
    /// Who.
    pub person: PersonId,
}

/// Ends somebody's seat in the team; from now on they do not read any more what is the team's alone.
///
/// # Errors
/// `NOT_FOUND`, also for somebody without a seat; `COORDINATOR_REQUIRED`.
pub async fn leave_team(call: &Call, input: LeaveTeam) -> Result<Team, Error> {
    let unit = call.begin().await?;
    let network = standing::hold(call, &unit, input.network, "networkId").await?;
    let permit = call.permit(Action::NetworkManageTeam, &network.owner())?;
    let team = held_team(call, &unit, network.id).await?;
    let left = team.decide_leaving(input.person, network.phase)?;
    Seats::end(&unit, &[left]).await?;
    let changes = team.seats().iter().filter(|seat| seat.id == left);
    let changes: Vec<_> = changes.map(|seat| ended_seat(permit, seat, network.owner())).collect();
    unit.commit(changes).await?;
    Ok(Team::of(team.seats().iter().filter(|seat| seat.id != left).cloned()))
}

/// The teams of many networks; for those who see the networks by right.
///
/// # Errors
/// When the database does not answer.
pub async fn list_teams(call: &Call, networks: &[NetworkId]) -> Result<HashMap<NetworkId, Team>, Error> {
    Ok(Seats::of(call.database()).teams(&call.visibility(Action::NetworkRead), networks).await?)
}
