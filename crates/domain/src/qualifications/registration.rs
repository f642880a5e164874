//! A registration of one person for one session, and the party in which they come.

use super::capacity::Claim;
use super::consent::Consent;
use super::format::{AttendanceMode, CourseFormat};
use super::target_group::TargetGroup;
use crate::access::Owner;
use crate::shared::{
    CourseSessionId, LongText, OrganisationId, PartyId, PersonId, Refusal, RefusalCode, RegistrationId, Timestamp,
    coded_enum, transitions,
};
use std::collections::BTreeSet;

coded_enum! {
    /// The states of a registration.
    RegistrationState {
        /// It waits for the draw of lots.
        Submitted = "SUBMITTED", "eingegangen";
        /// The person has a seat.
        Confirmed = "CONFIRMED", "bestätigt";
        /// The person waits for a seat.
        Waitlisted = "WAITLISTED", "auf der Warteliste";
        /// A seat is held until the person answers.
        Offered = "OFFERED", "Platz angeboten";
        /// The person did not answer the offer in time.
        WaitlistedExpired = "WAITLISTED_EXPIRED", "Angebot verfallen";
        /// The organiser said no.
        Rejected = "REJECTED", "abgelehnt";
        /// The person, or their office, withdrew it.
        CancelledByParticipant = "CANCELLED_BY_PARTICIPANT", "abgemeldet";
        /// The organiser took it back.
        CancelledByOrganiser = "CANCELLED_BY_ORGANISER", "vom Veranstalter abgesagt";
        /// The person took part.
        Attended = "ATTENDED", "teilgenommen";
        /// The person did not take part.
        NoShow = "NO_SHOW", "nicht erschienen";
    }
}

impl RegistrationState {
    /// Whether the person takes up a seat: a held one counts.
    pub const fn takes_a_seat(self) -> bool {
        matches!(self, Self::Confirmed | Self::Offered | Self::Attended | Self::NoShow)
    }

    /// Whether it still counts: of these a person has at most one for a session.
    pub const fn is_active(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::Confirmed | Self::Waitlisted | Self::Offered | Self::Attended | Self::NoShow
        )
    }
}

transitions! {
    /// What is done with a registration.
    RegistrationVerb on RegistrationState {
        /// Gives a seat.
        Confirm = "confirm": Submitted | Waitlisted => Confirmed;
        /// Puts it on the waiting list.
        Waitlist = "waitlist": Submitted => Waitlisted;
        /// Holds a seat until the person answers.
        Offer = "offer": Waitlisted => Offered;
        /// Takes the seat that was offered.
        Accept = "acceptOffer": Offered => Confirmed;
        /// Says no to the seat that was offered.
        Decline = "declineOffer": Offered => CancelledByParticipant;
        /// The person did not answer in time.
        Expire = "expireOffer": Offered => WaitlistedExpired;
        /// The organiser says no.
        Reject = "reject": Submitted | Waitlisted => Rejected;
        /// The person, or their office, withdraws it.
        Withdraw = "cancel": Submitted | Confirmed | Waitlisted | Offered => CancelledByParticipant;
        /// The organiser takes it back.
        Revoke = "revoke": Submitted | Confirmed | Waitlisted | Offered => CancelledByOrganiser;
        /// The person took part.
        Attend = "attend": Confirmed | Attended | NoShow => Attended;
        /// The person did not take part.
        Miss = "miss": Confirmed | Attended | NoShow => NoShow;
    }
}

coded_enum! {
    /// Who registered the person.
    RegistrationSource {
        /// They did so themselves.
        Own = "OWN", "selbst";
        /// Their office did.
        Office = "OFFICE", "durch die Dienststelle";
        /// The organiser of the session did.
        Organiser = "ORGANISER", "durch den Veranstalter";
    }
}

/// Who comes first when seats are scarce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PriorityClass {
    /// People of a municipality with an agreement, and those who were invited.
    First,
    /// Everybody else.
    Second,
}

impl PriorityClass {
    /// The number of the class, from 1.
    pub const fn number(self) -> i64 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }

    /// The class of this number.
    pub const fn of_number(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::First),
            2 => Some(Self::Second),
            _ => None,
        }
    }
}

/// A registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The registration itself.
    pub id: RegistrationId,
    /// For which session.
    pub session: CourseSessionId,
    /// Who.
    pub person: PersonId,
    /// From which organisation, as it was on registration.
    pub organisation: OrganisationId,
    /// From which district, as it was on registration.
    pub district: Option<String>,
    /// With whom.
    pub party: PartyId,
    /// In the room or online.
    pub mode: AttendanceMode,
    /// As a member of which group.
    pub group: TargetGroup,
    /// Who comes first.
    pub class: PriorityClass,
    /// The order of arrival in the session; a manual change of the order changes it.
    pub place: i64,
    /// Where it stands.
    pub state: RegistrationState,
    /// Until when a held seat is held.
    pub offer_until: Option<Timestamp>,
    /// What the person needs, for instance food or a sign interpreter; deleted after the session.
    pub needs: Option<LongText>,
    /// Whether the name may stand on the list for all participants.
    pub shares_name: bool,
    /// What else the person allows.
    pub consents: BTreeSet<Consent>,
    /// Who registered the person.
    pub source: RegistrationSource,
    /// Whether a confirmed seat was given back after the deadline, without the format having changed since.
    pub withdrawn_late: bool,
    /// Counts the changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Registration {
    /// To whom the record belongs: to the organisation of the person, as it was on registration.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.organisation, self.district.clone()).about(self.person)
    }

    /// What it takes up.
    pub fn claim(&self) -> Claim {
        Claim { mode: self.mode, group: self.group, district: self.district.clone() }
    }

    /// A step that needs nothing else. A held seat is held no longer.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn advance(self, verb: RegistrationVerb) -> Result<Self, Refusal> {
        Ok(Self { state: verb.apply(self.state)?, offer_until: None, ..self })
    }

    /// Holds a seat until an instant.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn offer(self, until: Timestamp) -> Result<Self, Refusal> {
        Ok(Self { offer_until: Some(until), ..self.advance(RegistrationVerb::Offer)? })
    }

    /// Takes the seat that was offered.
    ///
    /// # Errors
    /// `WRONG_STATE`, or `DEADLINE_PASSED` when it came too late.
    pub fn accept(self, now: Timestamp) -> Result<Self, Refusal> {
        let until = self.offer_until;
        let accepted = self.advance(RegistrationVerb::Accept)?;
        match until {
            Some(until) if now > until => Err(Refusal::new(RefusalCode::DeadlinePassed).with("deadline", until)),
            _ => Ok(accepted),
        }
    }

    /// Withdraws it. A seat that is given back after the `deadline` counts as late, unless the format changed since
    /// the registration: then it has no effect.
    ///
    /// # Errors
    /// `WRONG_STATE`, or `DEADLINE_PASSED` once the session has begun.
    pub fn withdraw(
        self,
        now: Timestamp,
        deadline: Timestamp,
        start: Timestamp,
        format_changed_at: Option<Timestamp>,
    ) -> Result<Self, Refusal> {
        let had_a_seat = self.state == RegistrationState::Confirmed;
        let withdrawn = self.advance(RegistrationVerb::Withdraw)?;
        if now >= start {
            return Err(Refusal::new(RefusalCode::DeadlinePassed).with("deadline", start));
        }
        let excused = format_changed_at.is_some_and(|changed| changed >= withdrawn.created_at);
        Ok(Self { withdrawn_late: had_a_seat && now > deadline && !excused, ..withdrawn })
    }

    /// The same person after a change of the format.
    #[must_use]
    pub fn moved(self, format: CourseFormat) -> Self {
        Self { mode: format.moved(self.mode), ..self }
    }
}

/// People who wait together and are not split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The party itself.
    pub id: PartyId,
    /// Who comes first.
    pub class: PriorityClass,
    /// The order of arrival.
    pub place: i64,
    /// What they take up, one for each person.
    pub claims: Vec<Claim>,
}

impl Party {
    /// The parties of these registrations, in the order in which they wait.
    pub fn of<'r>(registrations: impl IntoIterator<Item = &'r Registration>) -> Vec<Self> {
        let mut parties = std::collections::BTreeMap::new();
        for registration in registrations {
            let party = parties.entry(registration.party).or_insert_with(|| Self {
                id: registration.party,
                class: registration.class,
                place: registration.place,
                claims: Vec::new(),
            });
            party.claims.push(registration.claim());
        }
        super::waiting::waiting_order(parties.into_values().collect())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::shared::machine::steps;
    use uuid::Uuid;

    pub(crate) fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    pub(crate) fn registration(state: RegistrationState) -> Registration {
        let made = at("2020-02-01T08:00:00Z");
        Registration {
            id: Uuid::from_u128(1).into(),
            session: Uuid::from_u128(2).into(),
            person: Uuid::from_u128(3).into(),
            organisation: Uuid::from_u128(4).into(),
            district: Some("05120".to_owned()),
            party: Uuid::from_u128(5).into(),
            mode: AttendanceMode::Room,
            group: TargetGroup::EducationOffice,
            class: PriorityClass::First,
            place: 1,
            state,
            offer_until: None,
            needs: None,
            consents: BTreeSet::new(),
            shares_name: true,
            source: RegistrationSource::Own,
            withdrawn_late: false,
            version: 1,
            created_at: made,
            updated_at: made,
        }
    }

    #[test]
    fn its_machine_has_these_steps_and_no_others() {
        let steps = steps(RegistrationVerb::ALL, RegistrationVerb::code, RegistrationVerb::apply);
        let expected = [
            "confirm SUBMITTED -> CONFIRMED",
            "confirm WAITLISTED -> CONFIRMED",
            "waitlist SUBMITTED -> WAITLISTED",
            "offer WAITLISTED -> OFFERED",
            "acceptOffer OFFERED -> CONFIRMED",
            "declineOffer OFFERED -> CANCELLED_BY_PARTICIPANT",
            "expireOffer OFFERED -> WAITLISTED_EXPIRED",
            "reject SUBMITTED -> REJECTED",
            "reject WAITLISTED -> REJECTED",
            "cancel SUBMITTED -> CANCELLED_BY_PARTICIPANT",
            "cancel CONFIRMED -> CANCELLED_BY_PARTICIPANT",
            "cancel WAITLISTED -> CANCELLED_BY_PARTICIPANT",
            "cancel OFFERED -> CANCELLED_BY_PARTICIPANT",
            "revoke SUBMITTED -> CANCELLED_BY_ORGANISER",
            "revoke CONFIRMED -> CANCELLED_BY_ORGANISER",
            "revoke WAITLISTED -> CANCELLED_BY_ORGANISER",
            "revoke OFFERED -> CANCELLED_BY_ORGANISER",
            "attend CONFIRMED -> ATTENDED",
            "attend ATTENDED -> ATTENDED",
            "attend NO_SHOW -> ATTENDED",
            "miss CONFIRMED -> NO_SHOW",
            "miss ATTENDED -> NO_SHOW",
            "miss NO_SHOW -> NO_SHOW",
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn a_seat_given_back_late_counts_unless_the_format_has_changed() {
        let (deadline, start) = (at("2020-02-25T23:00:00Z"), at("2020-03-03T08:00:00Z"));
        let late = |now: &str, changed: Option<&str>| {
            registration(RegistrationState::Confirmed).withdraw(at(now), deadline, start, changed.map(at))
        };
        assert!(!late("2020-02-25T22:00:00Z", None).unwrap().withdrawn_late);
        assert!(late("2020-02-26T08:00:00Z", None).unwrap().withdrawn_late);
        assert!(late("2020-02-26T08:00:00Z", Some("2020-01-15T08:00:00Z")).unwrap().withdrawn_late);
        assert!(!late("2020-02-26T08:00:00Z", Some("2020-02-20T08:00:00Z")).unwrap().withdrawn_late);
        assert_eq!(late("2020-03-03T08:00:00Z", None).unwrap_err().code, RefusalCode::DeadlinePassed);
    }

    #[test]
    fn an_offer_is_accepted_until_its_deadline() {
        let until = at("2020-02-20T08:00:00Z");
        let offered = registration(RegistrationState::Waitlisted).offer(until).unwrap();
        let accepted = offered.clone().accept(until).unwrap();
        assert_eq!((accepted.state, accepted.offer_until), (RegistrationState::Confirmed, None));
        let late = offered.accept(until.plus_seconds(1)).unwrap_err();
        assert_eq!(late.code, RefusalCode::DeadlinePassed);
    }
}
