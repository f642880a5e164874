//! Ties between the organisations of a network: what an analysis is made of.

use crate::shared::{OrganisationId, Refusal, RefusalCode, coded_enum};

coded_enum! {
    /// What two organisations do together (domain.md 2c).
    TieKind {
        /// They tell each other; from a survey.
        Information = "INFORMATION", "Information";
        /// They tune what they do; from a survey.
        Coordination = "COORDINATION", "Abstimmung";
        /// They do something together; from a survey.
        Cooperation = "COOPERATION", "Kooperation";
        /// One pays for the other; from a survey.
        Funding = "FUNDING", "Förderung";
        /// They are members of the same other networks, or hold seats in the same committees; derived.
        CoMembership = "CO_MEMBERSHIP", "gemeinsame Mitgliedschaft";
        /// Their people attended the same sessions, or took seats at the same meetings, within a year; derived.
        CoAttendance = "CO_ATTENDANCE", "gemeinsame Teilnahme";
        /// The team of the network was in contact with the partner within a year; derived, and for the team alone.
        Contact = "CONTACT", "Kontakt";
    }
}

impl TieKind {
    /// Whether people are asked about it, rather than that it follows from records.
    pub const fn is_asked(self) -> bool {
        matches!(self, Self::Information | Self::Coordination | Self::Cooperation | Self::Funding)
    }

    /// Whether it runs from one to the other, rather than between both.
    pub const fn is_directed(self) -> bool {
        self.is_asked()
    }
}

/// How often, from 0 to 5: never, yearly, half-yearly, quarterly, monthly, weekly. It is the weight of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Frequency(u8);

impl Frequency {
    /// Checks a frequency.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` beyond 0 to 5.
    pub fn new(value: i64) -> Result<Self, Refusal> {
        scale(value, 0).map(Self)
    }

    /// From 0 to 5.
    pub const fn value(self) -> u8 {
        self.0
    }
}

/// How much somebody trusts another one, from 1 to 5. It is never kept with who said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Trust(u8);

impl Trust {
    /// Checks a rating.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` beyond 1 to 5.
    pub fn new(value: i64) -> Result<Self, Refusal> {
        scale(value, 1).map(Self)
    }

    /// From 1 to 5.
    pub const fn value(self) -> u8 {
        self.0
    }
}

fn scale(value: i64, least: u8) -> Result<u8, Refusal> {
    let inside = u8::try_from(value).ok().filter(|value| (least..=5).contains(value));
    inside.ok_or_else(|| Refusal::new(RefusalCode::OutOfRange).with("min", least).with("max", 5))
}

/// A tie from one organisation to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tie {
    /// Who says so.
    pub from: OrganisationId,
    /// With whom.
    pub to: OrganisationId,
    /// What.
    pub kind: TieKind,
    /// How often.
    pub frequency: Frequency,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_have_ends() {
        assert!((0..=5).all(|value| Frequency::new(value).is_ok()));
        assert!(Frequency::new(-1).is_err() && Frequency::new(6).is_err() && Frequency::new(i64::MAX).is_err());
        assert!((1..=5).all(|value| Trust::new(value).is_ok()));
        assert!(Trust::new(0).is_err() && Trust::new(6).is_err());
    }
}
