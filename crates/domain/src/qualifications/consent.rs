//! What people allow beside taking part, and how long it is known what they said.

use crate::shared::coded_enum;

coded_enum! {
    /// Something that a person allows or not, each on its own. Nobody has to, and everybody can take it back.
    Consent {
        /// That photographs with them are made and shown.
        Photo = "PHOTO", "Fotoaufnahmen";
        /// That the session is recorded with them.
        Recording = "RECORDING", "Aufzeichnung";
        /// That the other participants get their e-mail address.
        Contact = "CONTACT", "Weitergabe der E-Mail-Adresse an die Teilnehmenden";
    }
}

coded_enum! {
    /// What is kept about a registration only for a time after the session (domain.md 3.3).
    EventDetail {
        /// Needs, for instance food, and answers to questions: until a week after.
        Needs = "NEEDS", "Bedarfe und Antworten";
        /// Consents: as long as somebody can ask for the proof of one.
        Consents = "CONSENTS", "Einwilligungen";
    }
}

impl EventDetail {
    /// For how many days after the end of the session it is kept.
    pub const fn days(self) -> i64 {
        match self {
            Self::Needs => 7,
            Self::Consents => 3 * 365,
        }
    }
}
