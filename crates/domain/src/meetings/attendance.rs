//! Who is invited, who comes, who was there, and whether they were enough.

use super::kind::CommitteeRole;
use super::membership::{CommitteeMembership, seats_on};
use super::rules::CommitteeRules;
use crate::shared::{
    CommitteeMembershipId, Date, LongText, MeetingId, ParticipantId, PersonId, Refusal, RefusalCode, Timestamp,
    coded_enum,
};

coded_enum! {
    /// What somebody answers to an invitation.
    InvitationAnswer {
        /// They come.
        Accepted = "ACCEPTED", "Zusage";
        /// They do not know yet.
        Tentative = "TENTATIVE", "unter Vorbehalt";
        /// They do not come.
        Declined = "DECLINED", "Absage";
    }
}

coded_enum! {
    /// Whether a seat was taken at a meeting.
    MeetingAttendance {
        /// By the person who holds it.
        Present = "PRESENT", "anwesend";
        /// By a substitute.
        Represented = "REPRESENTED", "vertreten";
        /// By nobody, with an excuse.
        Excused = "EXCUSED", "entschuldigt";
        /// By nobody.
        Absent = "ABSENT", "abwesend";
    }
}

impl MeetingAttendance {
    /// Whether the vote of the seat is there.
    pub const fn brings_vote(self) -> bool {
        matches!(self, Self::Present | Self::Represented)
    }
}

/// A seat at a meeting: what was answered for it, and whether it was taken. Personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The record.
    pub id: ParticipantId,
    /// At which meeting.
    pub meeting: MeetingId,
    /// For which seat.
    pub membership: CommitteeMembershipId,
    /// Who holds it.
    pub person: PersonId,
    /// What they answered.
    pub answer: Option<InvitationAnswer>,
    /// What they said to it.
    pub note: Option<LongText>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
    /// Who stands in for them.
    pub substitute: Option<PersonId>,
    /// Whether the seat was taken.
    pub attendance: Option<MeetingAttendance>,
    /// Counts the changes.
    pub version: i64,
}

impl Participant {
    /// Takes an answer; who comes needs no substitute.
    ///
    /// # Errors
    /// `INVALID` for a substitute of somebody who comes.
    pub fn answer(
        self,
        answer: InvitationAnswer,
        note: Option<LongText>,
        substitute: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if answer == InvitationAnswer::Accepted && substitute.is_some() {
            let reason = "who comes needs no substitute";
            return Err(Refusal::new(RefusalCode::Invalid).at("substituteId").with("reason", reason));
        }
        Ok(Self { answer: Some(answer), note, answered_at: Some(now), substitute, ..self })
    }

    /// Records whether the seat was taken.
    ///
    /// # Errors
    /// `REQUIRED` for a seat that was represented by nobody, `INVALID` for a substitute of a seat that was not.
    pub fn attend(self, attendance: MeetingAttendance, substitute: Option<PersonId>) -> Result<Self, Refusal> {
        match (attendance, substitute) {
            (MeetingAttendance::Represented, None) => Err(Refusal::new(RefusalCode::Required).at("substituteId")),
            (MeetingAttendance::Represented, substitute) => {
                Ok(Self { attendance: Some(attendance), substitute, ..self })
            }
            (_, Some(_)) => {
                let reason = "only a seat that was represented has a substitute";
                Err(Refusal::new(RefusalCode::Invalid).at("substituteId").with("reason", reason))
            }
            (_, None) => Ok(Self { attendance: Some(attendance), substitute: None, ..self }),
        }
    }
}

/// Checks that a person may stand in for a seat on a day.
///
/// # Errors
/// `NOT_A_SUBSTITUTE`.
pub fn check_substitute(
    person: PersonId,
    of: CommitteeMembershipId,
    seats: &[CommitteeMembership],
    day: Date,
) -> Result<(), Refusal> {
    let stands_in = |seat: &CommitteeMembership| {
        seat.role == CommitteeRole::Substitute && seat.person == person && seat.substitute_for == Some(of)
    };
    if seats_on(seats, day).any(stands_in) {
        Ok(())
    } else {
        Err(Refusal::new(RefusalCode::NotASubstitute).at("substituteId"))
    }
}

/// The votes of a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuorumCount {
    /// How many voting seats are valid on its day.
    pub seats: i64,
    /// How many of their votes are there.
    pub present: i64,
    /// How many are needed.
    pub needed: i64,
}

impl QuorumCount {
    /// Counts the votes of the seats that are valid on the day of the meeting. A person brings one vote at most, for
    /// themselves or as the substitute of one seat.
    pub fn of(rules: &CommitteeRules, seats: &[CommitteeMembership], participants: &[Participant], day: Date) -> Self {
        let voting: Vec<_> = seats_on(seats, day).filter(|seat| seat.voting).collect();
        let mut voters = std::collections::BTreeSet::new();
        for seat in &voting {
            let there = participants.iter().find(|it| it.membership == seat.id);
            let there = there.filter(|it| it.attendance.is_some_and(MeetingAttendance::brings_vote));
            if let Some(participant) = there {
                voters.insert(match participant.attendance {
                    Some(MeetingAttendance::Represented) => participant.substitute.unwrap_or(participant.person),
                    _ => participant.person,
                });
            }
        }
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let (seats, present) = (count(voting.len()), count(voters.len()));
        Self { seats, present, needed: rules.quorum.needed(seats) }
    }

    /// Whether enough votes are there to decide.
    pub const fn is_quorate(&self) -> bool {
        self.present >= self.needed
    }
}

#[cfg(test)]
mod tests {
    use super::super::committee::tests::{committee, day};
    use super::super::membership::tests::seat;
    use super::*;
    use uuid::Uuid;

    fn participant(of: &CommitteeMembership, attendance: MeetingAttendance, substitute: Option<u128>) -> Participant {
        Participant {
            id: Uuid::from_u128(500).into(),
            meeting: Uuid::from_u128(5).into(),
            membership: of.id,
            person: of.person,
            answer: None,
            note: None,
            answered_at: None,
            substitute: substitute.map(|number| Uuid::from_u128(number).into()),
            attendance: Some(attendance),
            version: 1,
        }
    }

    #[test]
    fn only_votes_of_seats_that_are_valid_on_the_day_count() {
        let seats = [
            seat(1, CommitteeRole::Chair, "2020-01-01", None),
            seat(2, CommitteeRole::Member, "2020-01-01", Some("2020-03-01")),
            seat(3, CommitteeRole::Member, "2020-03-02", None),
            seat(4, CommitteeRole::Guest, "2020-01-01", None),
        ];
        let all: Vec<_> = seats.iter().map(|seat| participant(seat, MeetingAttendance::Present, None)).collect();
        let count = |on: &str| QuorumCount::of(&committee().profile.rules, &seats, &all, day(on));
        assert_eq!(count("2020-03-01"), QuorumCount { seats: 2, present: 2, needed: 2 });
        assert_eq!(count("2020-03-02"), QuorumCount { seats: 2, present: 2, needed: 2 });
        assert_eq!(count("2019-12-31"), QuorumCount { seats: 0, present: 0, needed: 1 });
        assert!(!count("2019-12-31").is_quorate());
    }

    #[test]
    fn nobody_brings_two_votes() {
        let seats =
            [seat(1, CommitteeRole::Member, "2020-01-01", None), seat(2, CommitteeRole::Member, "2020-01-01", None)];
        let both = [
            participant(&seats[0], MeetingAttendance::Represented, Some(9)),
            participant(&seats[1], MeetingAttendance::Represented, Some(9)),
        ];
        let count = QuorumCount::of(&committee().profile.rules, &seats, &both, day("2020-03-01"));
        assert_eq!((count.seats, count.present), (2, 1));
    }

    #[test]
    fn a_substitute_stands_in_for_their_own_principal() {
        let principal = seat(1, CommitteeRole::Member, "2020-01-01", None);
        let other = seat(2, CommitteeRole::Member, "2020-01-01", None);
        let substitute = CommitteeMembership {
            substitute_for: Some(principal.id),
            ..seat(3, CommitteeRole::Substitute, "2020-02-01", None)
        };
        let seats = [principal.clone(), other.clone(), substitute.clone()];
        let check = |of, on: &str| check_substitute(substitute.person, of, &seats, day(on)).is_ok();
        assert!(check(principal.id, "2020-02-01"));
        assert!(!check(principal.id, "2020-01-31"));
        assert!(!check(other.id, "2020-02-01"));
    }

    #[test]
    fn who_comes_needs_no_substitute() {
        let held = seat(1, CommitteeRole::Member, "2020-01-01", None);
        let (now, other) = (Timestamp::from_micros(0).unwrap(), Some(Uuid::from_u128(9).into()));
        let invited = participant(&held, MeetingAttendance::Absent, None);
        assert!(invited.clone().answer(InvitationAnswer::Accepted, None, other, now).is_err());
        assert!(invited.clone().answer(InvitationAnswer::Declined, None, other, now).is_ok());
        assert_eq!(
            invited.clone().attend(MeetingAttendance::Represented, None).unwrap_err().code,
            RefusalCode::Required
        );
        assert_eq!(invited.attend(MeetingAttendance::Present, other).unwrap_err().code, RefusalCode::Invalid);
    }
}
