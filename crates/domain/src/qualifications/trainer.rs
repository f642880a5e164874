//! Trainers (Referent*innen) of sessions.

use super::format::CourseFormat;
use crate::access::Owner;
use crate::shared::{
    CourseSessionId, LongText, Name, OrganisationId, PersonId, Refusal, RefusalCode, Timestamp, TrainerAssignmentId,
    coded_enum, transitions,
};

coded_enum! {
    /// The states of a trainer's assignment.
    TrainerState {
        /// The trainer was asked.
        Requested = "REQUESTED", "angefragt";
        /// The trainer said yes.
        Confirmed = "CONFIRMED", "zugesagt";
        /// The trainer said no.
        Declined = "DECLINED", "abgelehnt";
        /// The organiser took it back.
        Cancelled = "CANCELLED", "zurückgezogen";
    }
}

transitions! {
    /// What is done with a trainer's assignment.
    TrainerVerb on TrainerState {
        /// The trainer says yes.
        Confirm = "confirm": Requested => Confirmed;
        /// The trainer says no.
        Decline = "decline": Requested | Confirmed => Declined;
        /// The organiser takes it back.
        Cancel = "cancel": Requested | Confirmed => Cancelled;
    }
}

/// A trainer of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainerAssignment {
    /// The assignment itself.
    pub id: TrainerAssignmentId,
    /// Of which session.
    pub session: CourseSessionId,
    /// Who.
    pub person: PersonId,
    /// The organisation that keeps the person's record.
    pub organisation: OrganisationId,
    /// The district in which that organisation lies.
    pub district: Option<String>,
    /// On what.
    pub topic: Option<Name>,
    /// Whether a fee was agreed on.
    pub fee_agreed: bool,
    /// Where it stands.
    pub state: TrainerState,
    /// Why it was declined or taken back.
    pub reason: Option<LongText>,
    /// Counts the changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A session for which a trainer is confirmed already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engagement {
    /// Which session.
    pub session: CourseSessionId,
    /// What it is called.
    pub title: Name,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// How it takes place.
    pub format: CourseFormat,
}

impl Engagement {
    /// Whether a trainer cannot do both: they overlap, and both are in presence.
    pub fn collides(&self, other: &Self) -> bool {
        self.session != other.session
            && self.format.is_in_presence()
            && other.format.is_in_presence()
            && self.start < other.end
            && other.start < self.end
    }
}

impl TrainerAssignment {
    /// To whom the record belongs: to the trainer.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.organisation, self.district.clone()).about(self.person)
    }

    /// The trainer says yes. `engagement` is this session, `others` are those that they are confirmed for.
    ///
    /// # Errors
    /// `WRONG_STATE`, or `DOUBLE_BOOKED` naming the session in the way.
    pub fn confirm(self, engagement: &Engagement, others: &[Engagement]) -> Result<Self, Refusal> {
        let state = TrainerVerb::Confirm.apply(self.state)?;
        match others.iter().find(|other| engagement.collides(other)) {
            Some(other) => Err(Refusal::new(RefusalCode::DoubleBooked).with("session", &other.title)),
            None => Ok(Self { state, ..self }),
        }
    }

    /// The trainer says no.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn decline(self, reason: Option<LongText>) -> Result<Self, Refusal> {
        Ok(Self { state: TrainerVerb::Decline.apply(self.state)?, reason, ..self })
    }

    /// The organiser takes it back.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn cancel(self, reason: Option<LongText>) -> Result<Self, Refusal> {
        Ok(Self { state: TrainerVerb::Cancel.apply(self.state)?, reason, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::super::registration::tests::at;
    use super::*;
    use crate::shared::machine::steps;
    use uuid::Uuid;

    fn engagement(session: u128, start: &str, end: &str, format: CourseFormat) -> Engagement {
        let title = Name::new(&format!("Termin {session}")).unwrap();
        Engagement { session: Uuid::from_u128(session).into(), title, start: at(start), end: at(end), format }
    }

    #[test]
    fn its_machine_has_these_steps_and_no_others() {
        let steps = steps(TrainerVerb::ALL, TrainerVerb::code, TrainerVerb::apply);
        let expected = [
            "confirm REQUESTED -> CONFIRMED",
            "decline REQUESTED -> DECLINED",
            "decline CONFIRMED -> DECLINED",
            "cancel REQUESTED -> CANCELLED",
            "cancel CONFIRMED -> CANCELLED",
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn nobody_is_in_two_places_at_once() {
        let morning = engagement(1, "2020-03-03T08:00:00Z", "2020-03-03T11:00:00Z", CourseFormat::InPerson);
        let noon = engagement(2, "2020-03-03T11:00:00Z", "2020-03-03T14:00:00Z", CourseFormat::InPerson);
        let brunch = engagement(3, "2020-03-03T10:00:00Z", "2020-03-03T12:00:00Z", CourseFormat::Hybrid);
        let call = engagement(4, "2020-03-03T10:00:00Z", "2020-03-03T10:30:00Z", CourseFormat::Digital);
        assert!(!morning.collides(&noon) && morning.collides(&brunch) && brunch.collides(&noon));
        assert!(!morning.collides(&call) && !call.collides(&call) && !morning.collides(&morning));
        let asked = TrainerAssignment {
            id: Uuid::from_u128(1).into(),
            session: brunch.session,
            person: Uuid::from_u128(2).into(),
            organisation: Uuid::from_u128(3).into(),
            district: None,
            topic: None,
            fee_agreed: true,
            state: TrainerState::Requested,
            reason: None,
            version: 1,
            created_at: at("2020-01-01T00:00:00Z"),
            updated_at: at("2020-01-01T00:00:00Z"),
        };
        let refused = asked.clone().confirm(&brunch, &[call.clone(), noon]).unwrap_err();
        assert_eq!(refused.parameters, [("session", "Termin 2".to_owned())]);
        assert_eq!(asked.confirm(&brunch, &[call]).unwrap().state, TrainerState::Confirmed);
    }
}
