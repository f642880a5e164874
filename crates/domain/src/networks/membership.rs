//! Membership of an organisation in a network: from the first thought of it until it leaves (domain.md 5.2).

use crate::shared::{
    AccountId, Date, LongText, MembershipId, NetworkId, OrganisationId, Period, PersonId, Refusal, RefusalCode,
    Timestamp, coded_enum,
};

coded_enum! {
    /// What an organisation is in a network.
    MemberRole {
        /// Carries the network with others, by contract.
        Carrier = "CARRIER", "Träger";
        /// Works in it.
        Partner = "PARTNER", "Partner";
        /// Pays for it.
        Funder = "FUNDER", "Förderer";
        /// Gives advice.
        Advisory = "ADVISORY", "beratend";
        /// Takes part as a guest.
        Guest = "GUEST", "Gast";
    }
}

coded_enum! {
    /// Where a membership stands.
    MembershipState {
        /// The network would like to have the organisation.
        Prospect = "PROSPECT", "vorgemerkt";
        /// It was invited.
        Invited = "INVITED", "eingeladen";
        /// It takes part.
        Active = "ACTIVE", "aktiv";
        /// It rests.
        Paused = "PAUSED", "ruhend";
        /// It left, or declined.
        Left = "LEFT", "ausgeschieden";
    }
}

coded_enum! {
    /// What is done with a membership.
    MembershipVerb {
        /// The organisation is invited.
        Invite = "INVITE", "einladen";
        /// It takes part from now on, for the first time or again.
        Activate = "ACTIVATE", "aktiv setzen";
        /// It rests.
        Pause = "PAUSE", "ruhen lassen";
        /// It leaves, or declines.
        End = "END", "beenden";
    }
}

impl MembershipVerb {
    /// Where the verb leads.
    pub const fn target(self) -> MembershipState {
        match self {
            Self::Invite => MembershipState::Invited,
            Self::Activate => MembershipState::Active,
            Self::Pause => MembershipState::Paused,
            Self::End => MembershipState::Left,
        }
    }
}

impl MembershipState {
    /// Whether this can be done with a membership in this state.
    pub const fn allows(self, verb: MembershipVerb) -> bool {
        match verb {
            MembershipVerb::Invite => matches!(self, Self::Prospect),
            MembershipVerb::Activate => matches!(self, Self::Prospect | Self::Invited | Self::Paused),
            MembershipVerb::Pause => matches!(self, Self::Active),
            MembershipVerb::End => !matches!(self, Self::Left),
        }
    }

    /// Whether a membership may begin in this state.
    pub const fn is_beginning(self) -> bool {
        matches!(self, Self::Prospect | Self::Invited | Self::Active)
    }
}

/// A membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The membership.
    pub id: MembershipId,
    /// In which network.
    pub network: NetworkId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// Who speaks for it.
    pub contact_person: Option<PersonId>,
    /// As what.
    pub role: MemberRole,
    /// What it has promised to contribute.
    pub commitment: Option<LongText>,
    /// Where it stands.
    pub state: MembershipState,
    /// Since and until when.
    pub period: Period,
    /// On which day the state last changed.
    pub state_since: Date,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// One step in the history of a membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipStep {
    /// Of which membership.
    pub membership: MembershipId,
    /// Its place in the history, from 1.
    pub number: i64,
    /// Where the membership stands since.
    pub state: MembershipState,
    /// On which day.
    pub on: Date,
    /// Why.
    pub reason: Option<LongText>,
    /// Who recorded it; nobody when the operator did, at the command line.
    pub by: Option<AccountId>,
}

impl Membership {
    /// Goes a step on a day.
    ///
    /// # Errors
    /// `WRONG_STATE`, or `OUT_OF_RANGE` for a day before the last step or still to come.
    pub fn go(self, verb: MembershipVerb, on: Date, today: Date) -> Result<Self, Refusal> {
        if !self.state.allows(verb) {
            return Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb.german()));
        }
        if !(self.state_since..=today).contains(&on) {
            let refusal = Refusal::new(RefusalCode::OutOfRange).at("on");
            return Err(refusal.with("min", self.state_since).with("max", today));
        }
        let until = (verb == MembershipVerb::End).then_some(on);
        Ok(Self { state: verb.target(), state_since: on, period: Period { until, ..self.period }, ..self })
    }

    /// Goes on while the organisation has not left.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_open(&self, verb: &'static str) -> Result<(), Refusal> {
        if self.state == MembershipState::Left {
            return Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb));
        }
        Ok(())
    }

    /// Where it stood at the end of a day, by its history; `None` before it began. On the day on which it ends it is
    /// over.
    pub fn state_on(steps: &[MembershipStep], day: Date) -> Option<MembershipState> {
        let past = steps.iter().filter(|step| step.on <= day);
        past.max_by_key(|step| step.number).map(|step| step.state)
    }
}

/// Checks that an organisation is not a member of one network twice at a time. The day on which a membership ends may
/// be the first of the next.
///
/// # Errors
/// `OVERLAP`.
pub fn check_no_overlap(new: &Membership, others: &[Membership]) -> Result<(), Refusal> {
    let clashes = others.iter().any(|other| {
        other.id != new.id
            && other.network == new.network
            && other.organisation == new.organisation
            && other.period.until.is_none_or(|until| new.period.from < until)
            && new.period.until.is_none_or(|until| other.period.from < until)
    });
    if clashes { Err(Refusal::new(RefusalCode::Overlap).at("since")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn membership(id: u128, state: MembershipState, since: &str, until: Option<&str>) -> Membership {
        let at = Timestamp::from_micros(0).unwrap();
        Membership {
            id: Uuid::from_u128(id).into(),
            network: Uuid::from_u128(1).into(),
            organisation: Uuid::from_u128(2).into(),
            contact_person: None,
            role: MemberRole::Partner,
            commitment: None,
            state,
            period: Period::new(day(since), until.map(day)).unwrap(),
            state_since: day(since),
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn the_whole_table_of_steps() {
        use MembershipState::{Active, Invited, Left, Paused, Prospect};
        use MembershipVerb::{Activate, End, Invite, Pause};
        let possible = [
            (Prospect, Invite, Invited),
            (Prospect, Activate, Active),
            (Prospect, End, Left),
            (Invited, Activate, Active),
            (Invited, End, Left),
            (Active, Pause, Paused),
            (Active, End, Left),
            (Paused, Activate, Active),
            (Paused, End, Left),
        ];
        for state in MembershipState::ALL {
            for verb in MembershipVerb::ALL {
                let gone = membership(1, *state, "2020-01-01", None).go(*verb, day("2020-02-01"), day("2020-02-01"));
                let expected = possible.iter().find(|(from, by, _)| from == state && by == verb);
                assert_eq!(gone.as_ref().ok().map(|gone| gone.state), expected.map(|(_, _, to)| *to), "{state} {verb}");
                if let Ok(gone) = gone {
                    assert_eq!(gone.period.until.is_some(), gone.state == Left);
                }
            }
        }
    }

    #[test]
    fn steps_follow_each_other_and_do_not_lie_ahead() {
        let go = |on: &str| {
            membership(1, MembershipState::Active, "2020-01-01", None).go(
                MembershipVerb::End,
                day(on),
                day("2020-02-01"),
            )
        };
        assert!(go("2020-01-01").is_ok() && go("2020-02-01").is_ok());
        assert_eq!(go("2019-12-31").unwrap_err().code, RefusalCode::OutOfRange);
        assert_eq!(go("2020-02-02").unwrap_err().code, RefusalCode::OutOfRange);
    }

    #[test]
    fn who_left_may_come_again_but_not_be_there_twice() {
        let left = membership(1, MembershipState::Left, "2020-01-01", Some("2020-03-01"));
        let check =
            |since| check_no_overlap(&membership(2, MembershipState::Active, since, None), std::slice::from_ref(&left));
        assert!(check("2020-03-01").is_ok());
        assert_eq!(check("2020-02-29").unwrap_err().code, RefusalCode::Overlap);
        let there = membership(3, MembershipState::Paused, "2020-01-01", None);
        let again = membership(4, MembershipState::Prospect, "2021-01-01", None);
        assert_eq!(check_no_overlap(&again, &[there]).unwrap_err().code, RefusalCode::Overlap);
    }

    proptest! {
        #[test]
        fn the_history_gives_back_every_state(verbs in prop::collection::vec(0..4_usize, 0..12)) {
            let start = day("2020-01-01");
            let mut held = membership(1, MembershipState::Prospect, "2020-01-01", None);
            let id = held.id;
            let step = |number, state, on| MembershipStep {
                membership: id, number, state, on, reason: None, by: None,
            };
            let mut steps = vec![step(1, held.state, start)];
            let mut seen = vec![(start, held.state)];
            for (number, verb) in verbs.into_iter().enumerate() {
                let number = i64::try_from(number).unwrap() + 2;
                let on = start.checked_add(jiff::Span::new().days(number)).unwrap();
                if let Ok(gone) = held.clone().go(MembershipVerb::ALL[verb], on, day("2021-01-01")) {
                    steps.push(step(number, gone.state, on));
                    seen.push((on, gone.state));
                    held = gone;
                }
            }
            for (on, state) in seen {
                prop_assert_eq!(Membership::state_on(&steps, on), Some(state));
            }
            prop_assert_eq!(Membership::state_on(&steps, day("2019-12-31")), None);
        }
    }
}
