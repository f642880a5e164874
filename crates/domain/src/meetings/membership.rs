//! Seats in a committee: who sits in it, as what, for whom, with which vote, and for how long.

use super::kind::CommitteeRole;
use super::rules::CommitteeRules;
use crate::shared::{
    CommitteeId, CommitteeMembershipId, Date, Name, OrganisationId, Period, PersonId, Refusal, RefusalCode, Timestamp,
};

/// A seat of one person for a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitteeMembership {
    /// The seat.
    pub id: CommitteeMembershipId,
    /// In which committee.
    pub committee: CommitteeId,
    /// Whose.
    pub person: PersonId,
    /// What the seat is called, for instance `untere Schulaufsicht`.
    pub seat: Option<Name>,
    /// As what.
    pub role: CommitteeRole,
    /// Whether the seat has a vote.
    pub voting: bool,
    /// Whether it is published by name who holds it, where the committee is public.
    pub public: bool,
    /// For which seat a substitute stands in.
    pub substitute_for: Option<CommitteeMembershipId>,
    /// On whose behalf.
    pub organisation: Option<OrganisationId>,
    /// The term.
    pub period: Period,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl CommitteeMembership {
    /// Checks what its parts say together.
    ///
    /// # Errors
    /// `REQUIRED` for a substitute of nobody, `INVALID` for a principal of somebody who is no substitute or for a vote
    /// that such a seat does not have, `OUT_OF_RANGE` for a term that begins before the committee.
    pub fn check(self, founded_on: Date) -> Result<Self, Refusal> {
        let is_substitute = self.role == CommitteeRole::Substitute;
        if is_substitute && self.substitute_for.is_none() {
            return Err(Refusal::new(RefusalCode::Required).at("substituteForId"));
        }
        if !is_substitute && self.substitute_for.is_some() {
            let reason = "only a substitute stands in for a seat";
            return Err(Refusal::new(RefusalCode::Invalid).at("substituteForId").with("reason", reason));
        }
        if self.voting && !self.role.may_vote() {
            let reason = format!("{} has no vote", self.role);
            return Err(Refusal::new(RefusalCode::Invalid).at("votingRight").with("reason", reason));
        }
        if self.period.from < founded_on {
            let refusal = Refusal::new(RefusalCode::OutOfRange).at("from");
            return Err(refusal.with("min", founded_on).with("max", "2199-12-31"));
        }
        Ok(self)
    }

    /// Ends the term on a day.
    ///
    /// # Errors
    /// `WRONG_STATE` when it has ended, `END_BEFORE_START`.
    pub fn end(self, on: Date) -> Result<Self, Refusal> {
        if self.period.until.is_some_and(|until| until <= on) {
            return Err(Refusal::new(RefusalCode::WrongState).with("state", "ENDED").with("verb", "end"));
        }
        let period = Period::new(self.period.from, Some(on)).map_err(|refusal| Refusal { path: vec![], ..refusal })?;
        Ok(Self { period, ..self })
    }
}

/// The seats that are held on a day.
pub fn seats_on(seats: &[CommitteeMembership], day: Date) -> impl Iterator<Item = &CommitteeMembership> {
    seats.iter().filter(move |seat| seat.period.contains(day))
}

/// Checks a seat beside the others of the committee. `others` may hold the former state of the same seat.
///
/// # Errors
/// `OVERLAP` for a person twice in one role, with two votes, or for a second chair; `NOT_FOUND` for a principal without
/// a seat; `TOO_MANY` for more voting seats than the rules allow on any day.
pub fn check_seats(
    new: &CommitteeMembership,
    others: &[CommitteeMembership],
    rules: &CommitteeRules,
) -> Result<(), Refusal> {
    let others: Vec<_> = others.iter().filter(|other| other.id != new.id).collect();
    let at_once = || others.iter().filter(|other| other.period.overlaps(&new.period));
    if at_once().any(|other| other.person == new.person && (other.role == new.role || (other.voting && new.voting))) {
        return Err(Refusal::new(RefusalCode::Overlap).at("personId"));
    }
    if new.role == CommitteeRole::Chair && at_once().any(|other| other.role == CommitteeRole::Chair) {
        return Err(Refusal::new(RefusalCode::Overlap).at("role"));
    }
    if let Some(principal) = new.substitute_for {
        let found = at_once().find(|other| other.id == principal);
        if found.is_none_or(|seat| seat.role == CommitteeRole::Substitute || seat.person == new.person) {
            return Err(Refusal::new(RefusalCode::NotFound).at("substituteForId"));
        }
    }
    let Some(most) = rules.voting_members.filter(|_| new.voting) else { return Ok(()) };
    let starts = at_once().map(|other| other.period.from).filter(|from| new.period.contains(*from));
    for day in starts.chain([new.period.from]) {
        let votes = others.iter().filter(|other| other.voting && other.period.contains(day)).count();
        if i64::try_from(votes).unwrap_or(i64::MAX) >= most {
            return Err(Refusal::new(RefusalCode::TooMany).at("votingRight").with("max", most));
        }
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::committee::tests::{committee, day};
    use super::*;
    use uuid::Uuid;

    pub(crate) fn seat(number: u128, role: CommitteeRole, from: &str, until: Option<&str>) -> CommitteeMembership {
        let at = Timestamp::from_micros(0).unwrap();
        CommitteeMembership {
            id: Uuid::from_u128(100 + number).into(),
            committee: committee().id,
            person: Uuid::from_u128(number).into(),
            seat: None,
            role,
            voting: role.may_vote(),
            public: false,
            substitute_for: None,
            organisation: None,
            period: Period::new(day(from), until.map(day)).unwrap(),
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    fn check(new: &CommitteeMembership, others: &[CommitteeMembership]) -> Result<(), RefusalCode> {
        check_seats(new, others, &committee().profile.rules).map_err(|refusal| refusal.code)
    }

    #[test]
    fn one_chair_follows_another() {
        let first = seat(1, CommitteeRole::Chair, "2020-01-01", Some("2020-06-30"));
        assert_eq!(
            check(&seat(2, CommitteeRole::Chair, "2020-06-30", None), std::slice::from_ref(&first)),
            Err(RefusalCode::Overlap)
        );
        assert_eq!(check(&seat(2, CommitteeRole::Chair, "2020-07-01", None), &[first]), Ok(()));
    }

    #[test]
    fn there_are_never_more_votes_than_the_statute_has() {
        let until = Some("2020-06-30");
        let member = |number, from, until| seat(number, CommitteeRole::Member, from, until);
        // Three votes in each half year, and never four: a seat beside two of them for the whole year fits.
        let seats = [
            member(1, "2020-01-01", until),
            member(2, "2020-01-01", until),
            member(3, "2020-07-01", None),
            member(4, "2020-07-01", None),
        ];
        assert_eq!(check(&member(5, "2020-01-01", None), &seats), Ok(()));
        let full = [seats.to_vec(), vec![member(6, "2020-07-01", None)]].concat();
        assert_eq!(check(&member(5, "2020-01-01", None), &full), Err(RefusalCode::TooMany));
        assert_eq!(check(&member(5, "2020-01-01", until), &full), Ok(()));
    }

    #[test]
    fn a_substitute_names_a_seat_that_is_held() {
        let principal = seat(1, CommitteeRole::Member, "2020-01-01", Some("2020-06-30"));
        let mut substitute = seat(2, CommitteeRole::Substitute, "2020-03-01", None);
        assert_eq!(substitute.clone().check(day("2020-01-01")).unwrap_err().code, RefusalCode::Required);
        substitute.substitute_for = Some(principal.id);
        assert!(substitute.clone().check(day("2020-01-01")).is_ok());
        assert_eq!(check(&substitute, std::slice::from_ref(&principal)), Ok(()));
        assert_eq!(check(&substitute, &[]), Err(RefusalCode::NotFound));
        let own = CommitteeMembership { person: principal.person, ..substitute };
        assert_eq!(check(&own, &[principal]), Err(RefusalCode::NotFound), "nobody stands in for themselves");
    }

    #[test]
    fn nobody_sits_twice_in_one_role_or_votes_twice() {
        let held = seat(1, CommitteeRole::Member, "2020-01-01", None);
        let twice = CommitteeMembership { id: Uuid::from_u128(9).into(), ..held.clone() };
        assert_eq!(check(&twice, std::slice::from_ref(&held)), Err(RefusalCode::Overlap));
        let mut secretary = CommitteeMembership { role: CommitteeRole::Secretary, ..twice };
        assert_eq!(check(&secretary, std::slice::from_ref(&held)), Err(RefusalCode::Overlap));
        secretary.voting = false;
        assert_eq!(check(&secretary, &[held]), Ok(()));
    }

    #[test]
    fn a_guest_has_no_vote_and_a_term_ends_once() {
        let guest = CommitteeMembership { voting: true, ..seat(1, CommitteeRole::Guest, "2020-01-01", None) };
        assert_eq!(guest.check(day("2020-01-01")).unwrap_err().code, RefusalCode::Invalid);
        let ended = seat(1, CommitteeRole::Member, "2020-01-01", None).end(day("2020-02-01")).unwrap();
        assert_eq!(ended.end(day("2020-02-01")).unwrap_err().code, RefusalCode::WrongState);
    }
}
