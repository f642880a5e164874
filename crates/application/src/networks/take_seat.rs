use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Seat, Team, TeamRole};
use domain::people::Person;
use domain::shared::{NetworkId, PersonId, SeatId};
use persistence::UnitOfWork;
use persistence::networks::Seats;
use persistence::people::People;

/// Somebody who comes into the team of a network, or changes their place in it.
#[derive(Clone, Debug)]
pub struct TakeSeat {
    /// Of which network.
    pub network: NetworkId,
    /// Who.
    pub person: PersonId,
    /// As what. A new coordinator follows the present one.
    pub role: TeamRole,
}

/// Gives somebody a seat in the team; from now on they read what is the team's alone.
///
/// # Errors
/// `NOT_FOUND`, `WRONG_STATE` when the network is dissolved or the person not active, `DUPLICATE`,
/// `COORDINATOR_REQUIRED`, `TOO_MANY`.
pub async fn take_seat(call: &Call, input: TakeSeat) -> Result<Team, Error> {
    let unit = call.begin().await?;
    let network = standing::hold(call, &unit, input.network, "networkId").await?;
    let permit = call.permit(Action::NetworkManageTeam, &network.owner())?;
    network.expect_alive("change its team").map_err(|refusal| refusal.at("networkId"))?;
    let person = active_person(call, &unit, input.person, "personId").await?;
    let team = held_team(call, &unit, network.id).await?;
    let ended = team.decide_seat(person.id, input.role, network.phase)?;
    let seat = Seat {
        id: SeatId::new(call.ids()),
        network: network.id,
        person: person.id,
        role: input.role,
        since: unit.now(),
        until: None,
    };
    Seats::end(&unit, &ended).await?;
    Seats::insert(&unit, &seat).await?;
    let mut changes = vec![
        record::silent(permit, "network.seat-taken", seat.id, network.owner())
            .field("networkId", None, Some(network.id))
            .personal("personId", None, Some(person.id))
            .personal("role", None, Some(input.role)),
    ];
    changes.extend(
        team.seats()
            .iter()
            .filter(|seat| ended.contains(&seat.id))
            .map(|seat| ended_seat(permit, seat, network.owner())),
    );
    unit.commit(changes).await?;
    let kept = team.seats().iter().filter(|held| !ended.contains(&held.id)).cloned();
    Ok(Team::of(kept.chain([seat])))
}

/// A seat that is given up.
pub(super) fn ended_seat(
    permit: domain::access::Permit,
    seat: &Seat,
    owner: domain::access::Owner,
) -> persistence::Change {
    record::silent(permit, "network.seat-left", seat.id, owner)
        .field("networkId", Some(seat.network), None)
        .personal("personId", Some(seat.person), None)
        .personal("role", Some(seat.role), None)
}

/// The team of a network that the caller manages.
pub(super) async fn held_team(call: &Call, unit: &UnitOfWork, network: NetworkId) -> Result<Team, Error> {
    let mut teams = Seats::of(unit).teams(&call.visibility(Action::NetworkManageTeam), &[network]).await?;
    Ok(teams.remove(&network).unwrap_or_else(|| Team::of([])))
}

/// A person whom the caller sees and who takes part.
///
/// # Errors
/// `NOT_FOUND`, `WRONG_STATE`.
pub(super) async fn active_person(call: &Call, unit: &UnitOfWork, id: PersonId, field: &str) -> Result<Person, Error> {
    let found = People::of(unit).hold(&call.visibility(Action::PersonRead), id).await?;
    let person = found.ok_or_else(|| Error::not_found(field))?;
    person.expect_active("take part in a network").map_err(|refusal| refusal.at(field))?;
    Ok(person)
}
