//! The way of a measure.

use crate::shared::{coded_enum, transitions};

coded_enum! {
    /// Where a measure stands. Whether it is overdue follows from its date.
    MeasureState {
        /// It has not begun.
        Open = "OPEN", "offen";
        /// It is being carried out.
        InProgress = "IN_PROGRESS", "in Arbeit";
        /// Something stands in its way.
        Blocked = "BLOCKED", "blockiert";
        /// It is done.
        Done = "DONE", "erledigt";
        /// It is not carried out.
        Cancelled = "CANCELLED", "aufgegeben";
    }
}

transitions! {
    /// What is done with a measure.
    MeasureVerb on MeasureState {
        /// It begins, or goes on.
        Progress = "progress": Open | InProgress => InProgress;
        /// Something stands in its way.
        Block = "block": Open | InProgress => Blocked;
        /// Nothing stands in its way any more.
        Resume = "resume": Blocked => InProgress;
        /// It is done.
        Complete = "complete": Open | InProgress => Done;
        /// It is not carried out.
        Cancel = "cancel": Open | InProgress | Blocked => Cancelled;
    }
}

impl MeasureState {
    /// Whether there is still something to do.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress | Self::Blocked)
    }

    /// The states in which there is still something to do.
    pub const OPEN: [Self; 3] = [Self::Open, Self::InProgress, Self::Blocked];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::machine::steps;

    #[test]
    fn the_whole_table_of_steps() {
        let possible = [
            "progress OPEN -> IN_PROGRESS",
            "progress IN_PROGRESS -> IN_PROGRESS",
            "block OPEN -> BLOCKED",
            "block IN_PROGRESS -> BLOCKED",
            "resume BLOCKED -> IN_PROGRESS",
            "complete OPEN -> DONE",
            "complete IN_PROGRESS -> DONE",
            "cancel OPEN -> CANCELLED",
            "cancel IN_PROGRESS -> CANCELLED",
            "cancel BLOCKED -> CANCELLED",
        ];
        assert_eq!(steps(MeasureVerb::ALL, MeasureVerb::code, MeasureVerb::apply), possible);
    }

    #[test]
    fn what_is_open_is_listed_as_open() {
        for state in MeasureState::ALL {
            assert_eq!(state.is_open(), MeasureState::OPEN.contains(state));
        }
    }
}
