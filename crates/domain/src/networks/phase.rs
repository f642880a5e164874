//! The phases of a network: dated, reasoned, also backward; only the dissolution is final (domain.md 2c).

use super::network::Network;
use crate::shared::{AccountId, Date, LongText, PhaseChangeId, Refusal, RefusalCode, Timestamp, coded_enum};

coded_enum! {
    /// Where a network stands in its development.
    NetworkPhase {
        /// Partners and purpose are being found.
        Initiation = "INITIATION", "Initiierung";
        /// Structures are being built.
        BuildUp = "BUILD_UP", "Aufbau";
        /// It gains partners and themes.
        Growth = "GROWTH", "Wachstum";
        /// It carries its work.
        Performing = "PERFORMING", "Leistung";
        /// It changes its shape or purpose.
        Transformation = "TRANSFORMATION", "Transformation";
        /// It rests.
        Dormant = "DORMANT", "Ruhend";
        /// It is dissolved for good.
        Dissolved = "DISSOLVED", "Aufgelöst";
    }
}

impl NetworkPhase {
    /// Whether a network may go from here to there. It may go anywhere, also backward, but not where it is, and
    /// nowhere once it is dissolved.
    pub fn may_become(self, next: Self) -> bool {
        self != Self::Dissolved && self != next
    }

    /// Whether somebody must coordinate it.
    pub const fn needs_coordinator(self) -> bool {
        !matches!(self, Self::Dormant | Self::Dissolved)
    }
}

/// One change of the phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseChange {
    /// The change itself.
    pub id: PhaseChangeId,
    /// From which phase; none for the first.
    pub from: Option<NetworkPhase>,
    /// To which phase.
    pub to: NetworkPhase,
    /// On which day.
    pub on: Date,
    /// Why.
    pub reason: LongText,
    /// Who said so; nobody when the operator did, at the command line.
    pub by: Option<AccountId>,
    /// When it was recorded.
    pub at: Timestamp,
}

impl Network {
    /// Moves it into another phase on a day.
    ///
    /// # Errors
    /// `WRONG_STATE` when it cannot go there, `OUT_OF_RANGE` for a day before the last change or still to come,
    /// `COORDINATOR_REQUIRED` when it would wake without one.
    pub fn change_phase(self, next: NetworkPhase, on: Date, coordinated: bool, today: Date) -> Result<Self, Refusal> {
        if !self.phase.may_become(next) {
            let refusal = Refusal::new(RefusalCode::WrongState).at("phase");
            return Err(refusal.with("state", self.phase).with("verb", format!("go to {next}")));
        }
        if !(self.phase_since..=today).contains(&on) {
            let refusal = Refusal::new(RefusalCode::OutOfRange).at("on");
            return Err(refusal.with("min", self.phase_since).with("max", today));
        }
        if next.needs_coordinator() && !coordinated {
            return Err(Refusal::new(RefusalCode::CoordinatorRequired).at("phase"));
        }
        Ok(Self { phase: next, phase_since: on, ..self })
    }
}

/// The phase in which the network was at the end of a day; `None` before its first.
pub(super) fn phase_on(changes: &[PhaseChange], day: Date) -> Option<NetworkPhase> {
    changes.iter().filter(|change| change.on <= day).max_by_key(|change| (change.on, change.at)).map(|change| change.to)
}

#[cfg(test)]
mod tests {
    use super::super::network::tests::{day, network};
    use super::*;

    #[test]
    fn every_move_but_out_of_the_dissolution_and_on_the_spot_is_possible() {
        for from in NetworkPhase::ALL {
            for to in NetworkPhase::ALL {
                let network = Network { phase: *from, ..network() };
                let moved = network.change_phase(*to, day("2020-05-01"), true, day("2020-05-01"));
                let expected = *from != NetworkPhase::Dissolved && from != to;
                assert_eq!(moved.is_ok(), expected, "{from} -> {to}");
                if let Err(refusal) = moved {
                    assert_eq!(refusal.code, RefusalCode::WrongState);
                }
            }
        }
    }

    #[test]
    fn a_change_lies_between_the_last_one_and_today() {
        let code = |on: &str| {
            let moved = network().change_phase(NetworkPhase::Growth, day(on), true, day("2020-05-01"));
            moved.map(|network| network.phase_since).map_err(|refusal| refusal.code)
        };
        assert_eq!(code("2019-08-01"), Ok(day("2019-08-01")));
        assert_eq!(code("2019-07-31"), Err(RefusalCode::OutOfRange));
        assert_eq!(code("2020-05-02"), Err(RefusalCode::OutOfRange));
    }

    #[test]
    fn a_network_without_a_coordinator_sleeps_and_does_not_wake() {
        let today = day("2020-05-01");
        let asleep = network().change_phase(NetworkPhase::Dormant, today, false, today).unwrap();
        let woken = asleep.clone().change_phase(NetworkPhase::BuildUp, today, false, today);
        assert_eq!(woken.unwrap_err().code, RefusalCode::CoordinatorRequired);
        assert!(asleep.clone().change_phase(NetworkPhase::Dissolved, today, false, today).is_ok());
        assert!(asleep.change_phase(NetworkPhase::BuildUp, today, true, today).is_ok());
    }

    #[test]
    fn the_phase_of_any_day_can_be_read_and_the_later_record_of_a_day_counts() {
        let change = |to, on: &str, micros| PhaseChange {
            id: uuid::Uuid::from_u128(1).into(),
            from: None,
            to,
            on: day(on),
            reason: LongText::new("Reform").unwrap(),
            by: None,
            at: Timestamp::from_micros(micros).unwrap(),
        };
        let changes = [
            change(NetworkPhase::Initiation, "2019-08-01", 1),
            change(NetworkPhase::Performing, "2020-01-01", 2),
            change(NetworkPhase::BuildUp, "2020-01-01", 3),
        ];
        assert_eq!(phase_on(&changes, day("2019-07-31")), None);
        assert_eq!(phase_on(&changes, day("2019-12-31")), Some(NetworkPhase::Initiation));
        assert_eq!(phase_on(&changes, day("2020-02-01")), Some(NetworkPhase::BuildUp));
    }
}
