//! Who runs a network: one coordinator, and those who work with them.

use super::phase::NetworkPhase;
use crate::shared::{NetworkId, PersonId, Refusal, RefusalCode, SeatId, Timestamp, coded_enum};

/// The most people of one team at a time.
const MOST_SEATS: usize = 50;

coded_enum! {
    /// What somebody is in the team of a network.
    TeamRole {
        /// Coordinates it: one person at a time.
        Coordinator = "COORDINATOR", "Netzwerkkoordination";
        /// Works with the coordinator.
        Staff = "STAFF", "Mitarbeit";
    }
}

/// A seat in the team. What the team alone may read is open from its first instant to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The seat.
    pub id: SeatId,
    /// Of which network.
    pub network: NetworkId,
    /// Whose.
    pub person: PersonId,
    /// As what.
    pub role: TeamRole,
    /// Since when.
    pub since: Timestamp,
    /// Until when; nothing while it is held.
    pub until: Option<Timestamp>,
}

/// The team as it is now: the seats that are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team(Vec<Seat>);

impl Team {
    /// The team out of all seats that ever were.
    pub fn of(seats: impl IntoIterator<Item = Seat>) -> Self {
        Self(seats.into_iter().filter(|seat| seat.until.is_none()).collect())
    }

    /// The seats.
    pub fn seats(&self) -> &[Seat] {
        &self.0
    }

    /// Who coordinates.
    pub fn coordinator(&self) -> Option<&Seat> {
        self.0.iter().find(|seat| seat.role == TeamRole::Coordinator)
    }

    /// The seat of a person.
    pub fn seat_of(&self, person: PersonId) -> Option<&Seat> {
        self.0.iter().find(|seat| seat.person == person)
    }

    /// Which seats end when somebody takes one: their own, and the coordinator's when they follow.
    ///
    /// # Errors
    /// `DUPLICATE` when they hold it already, `COORDINATOR_REQUIRED` when the coordinator would step down with nobody to
    /// follow, `TOO_MANY` above 50 seats.
    pub fn decide_seat(&self, person: PersonId, role: TeamRole, phase: NetworkPhase) -> Result<Vec<SeatId>, Refusal> {
        let own = self.seat_of(person);
        match own {
            Some(seat) if seat.role == role => return Err(Refusal::new(RefusalCode::Duplicate).at("personId")),
            Some(seat) => check_leaving(seat, phase).map_err(|refusal| refusal.at("role"))?,
            None if self.0.len() >= MOST_SEATS => {
                return Err(Refusal::new(RefusalCode::TooMany).at("personId").with("max", MOST_SEATS));
            }
            None => {}
        }
        let followed = self.coordinator().filter(|_| role == TeamRole::Coordinator);
        Ok(own.into_iter().chain(followed).map(|seat| seat.id).collect())
    }

    /// Checks that somebody may leave.
    ///
    /// # Errors
    /// `NOT_FOUND` when they hold no seat, `COORDINATOR_REQUIRED` when the network needs them.
    pub fn decide_leaving(&self, person: PersonId, phase: NetworkPhase) -> Result<SeatId, Refusal> {
        let seat = self.seat_of(person).ok_or_else(|| Refusal::new(RefusalCode::NotFound).at("personId"))?;
        check_leaving(seat, phase).map_err(|refusal| refusal.at("personId"))?;
        Ok(seat.id)
    }
}

fn check_leaving(seat: &Seat, phase: NetworkPhase) -> Result<(), Refusal> {
    let needed = seat.role == TeamRole::Coordinator && phase.needs_coordinator();
    if needed { Err(Refusal::new(RefusalCode::CoordinatorRequired)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        Uuid::from_u128(number).into()
    }

    fn seat(number: u128, role: TeamRole) -> Seat {
        let since = Timestamp::from_micros(0).unwrap();
        Seat {
            id: Uuid::from_u128(100 + number).into(),
            network: Uuid::from_u128(1).into(),
            person: person(number),
            role,
            since,
            until: None,
        }
    }

    fn team() -> Team {
        let left = Seat { until: Timestamp::from_micros(1), ..seat(9, TeamRole::Coordinator) };
        Team::of([left, seat(1, TeamRole::Coordinator), seat(2, TeamRole::Staff)])
    }

    #[test]
    fn one_person_coordinates_and_the_next_one_follows() {
        let phase = NetworkPhase::Growth;
        assert_eq!(team().coordinator().unwrap().person, person(1));
        let ended = team().decide_seat(person(3), TeamRole::Coordinator, phase).unwrap();
        assert_eq!(ended, [seat(1, TeamRole::Coordinator).id]);
        let risen = team().decide_seat(person(2), TeamRole::Coordinator, phase).unwrap();
        assert_eq!(risen, [seat(2, TeamRole::Staff).id, seat(1, TeamRole::Coordinator).id]);
        assert_eq!(team().decide_seat(person(3), TeamRole::Staff, phase), Ok(vec![]));
    }

    #[test]
    fn nobody_sits_twice() {
        let refused = team().decide_seat(person(2), TeamRole::Staff, NetworkPhase::Growth);
        assert_eq!(refused.unwrap_err().code, RefusalCode::Duplicate);
    }

    #[test]
    fn a_network_that_works_keeps_its_coordinator() {
        for phase in NetworkPhase::ALL {
            let stepped_down = team().decide_seat(person(1), TeamRole::Staff, *phase);
            let left = team().decide_leaving(person(1), *phase);
            assert_eq!(stepped_down.is_ok(), !phase.needs_coordinator(), "{phase}");
            assert_eq!(left.is_ok(), !phase.needs_coordinator(), "{phase}");
        }
        assert!(team().decide_leaving(person(2), NetworkPhase::Growth).is_ok());
        let stranger = team().decide_leaving(person(9), NetworkPhase::Growth);
        assert_eq!(stranger.unwrap_err().code, RefusalCode::NotFound);
    }
}
