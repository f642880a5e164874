//! The states of a session.

use crate::shared::{coded_enum, transitions};

coded_enum! {
    /// The states of a session. Whether it is full is derived from its seats.
    SessionState {
        /// It is being planned.
        Draft = "DRAFT", "Entwurf";
        /// It is announced.
        Published = "PUBLISHED", "veröffentlicht";
        /// People can register.
        RegistrationOpen = "REGISTRATION_OPEN", "Anmeldung offen";
        /// Nobody can register any more.
        RegistrationClosed = "REGISTRATION_CLOSED", "Anmeldung geschlossen";
        /// It is taking place.
        Running = "RUNNING", "läuft";
        /// It took place.
        Held = "HELD", "durchgeführt";
        /// Its participants are asked what they think of it.
        EvaluationOpen = "EVALUATION_OPEN", "Evaluation offen";
        /// Everything about it is done.
        Closed = "CLOSED", "abgeschlossen";
        /// It does not take place.
        Cancelled = "CANCELLED", "abgesagt";
        /// It takes place later; a new date is not set yet.
        Postponed = "POSTPONED", "verschoben";
    }
}

impl SessionState {
    /// Whether it is still to come.
    pub const fn is_ahead(self) -> bool {
        matches!(
            self,
            Self::Draft | Self::Published | Self::RegistrationOpen | Self::RegistrationClosed | Self::Postponed
        )
    }
}

transitions! {
    /// What is done with a session.
    SessionVerb on SessionState {
        /// Announces it.
        Publish = "publish": Draft => Published;
        /// Lets people register.
        OpenRegistration = "openRegistration": Published | RegistrationClosed => RegistrationOpen;
        /// Lets nobody register any more.
        CloseRegistration = "closeRegistration": RegistrationOpen => RegistrationClosed;
        /// It begins.
        Start = "start": RegistrationOpen | RegistrationClosed => Running;
        /// It is over.
        Finish = "finish": Running => Held;
        /// Asks its participants what they think of it.
        OpenEvaluation = "openEvaluation": Held => EvaluationOpen;
        /// Its participants are asked no longer, and everything about it is done.
        CloseEvaluation = "closeEvaluation": EvaluationOpen => Closed;
        /// Everything about it is done.
        Close = "close": Held | EvaluationOpen => Closed;
        /// It does not take place.
        Cancel = "cancel": Draft | Published | RegistrationOpen | RegistrationClosed | Postponed => Cancelled;
        /// Another session takes its place.
        Replace = "replace": Published | RegistrationOpen | RegistrationClosed | Postponed => Cancelled;
        /// It takes place later; a new date is not set yet.
        Postpone = "postpone": Published | RegistrationOpen | RegistrationClosed => Postponed;
        /// Sets the new date of one that was postponed.
        Reschedule = "reschedule": Postponed => Published;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::machine::steps;

    #[test]
    fn its_machine_has_these_steps_and_no_others() {
        let steps = steps(SessionVerb::ALL, SessionVerb::code, SessionVerb::apply);
        let expected = [
            "publish DRAFT -> PUBLISHED",
            "openRegistration PUBLISHED -> REGISTRATION_OPEN",
            "openRegistration REGISTRATION_CLOSED -> REGISTRATION_OPEN",
            "closeRegistration REGISTRATION_OPEN -> REGISTRATION_CLOSED",
            "start REGISTRATION_OPEN -> RUNNING",
            "start REGISTRATION_CLOSED -> RUNNING",
            "finish RUNNING -> HELD",
            "openEvaluation HELD -> EVALUATION_OPEN",
            "closeEvaluation EVALUATION_OPEN -> CLOSED",
            "close HELD -> CLOSED",
            "close EVALUATION_OPEN -> CLOSED",
            "cancel DRAFT -> CANCELLED",
            "cancel PUBLISHED -> CANCELLED",
            "cancel REGISTRATION_OPEN -> CANCELLED",
            "cancel REGISTRATION_CLOSED -> CANCELLED",
            "cancel POSTPONED -> CANCELLED",
            "replace PUBLISHED -> CANCELLED",
            "replace REGISTRATION_OPEN -> CANCELLED",
            "replace REGISTRATION_CLOSED -> CANCELLED",
            "replace POSTPONED -> CANCELLED",
            "postpone PUBLISHED -> POSTPONED",
            "postpone REGISTRATION_OPEN -> POSTPONED",
            "postpone REGISTRATION_CLOSED -> POSTPONED",
            "reschedule POSTPONED -> PUBLISHED",
        ];
        assert_eq!(steps, expected);
    }
}
