//! Resolutions and recommendations: proposed, decided by the rules of the committee, followed up by measures.

use super::attendance::QuorumCount;
use super::rules::DecisionRule;
use crate::networks::FieldOfAction;
use crate::shared::{
    AgendaItemId, CommitteeId, Date, LongText, MeetingId, Name, Refusal, RefusalCode, ResolutionId, Timestamp,
    coded_enum, transitions,
};

coded_enum! {
    /// How a resolution comes about.
    ResolutionMode {
        /// Nobody objects.
        Consensus = "CONSENSUS", "Konsens";
        /// Votes are counted in a meeting.
        Vote = "VOTE", "Abstimmung";
        /// Votes are given in writing, without a meeting.
        Circular = "CIRCULAR", "Umlaufverfahren";
        /// A recommendation to another committee.
        Recommendation = "RECOMMENDATION", "Empfehlung";
    }
}

coded_enum! {
    /// Where a resolution stands.
    ResolutionState {
        /// It is proposed.
        Proposed = "PROPOSED", "vorgeschlagen";
        /// It is adopted.
        Adopted = "ADOPTED", "angenommen";
        /// It is rejected.
        Rejected = "REJECTED", "abgelehnt";
        /// It is put off.
        Deferred = "DEFERRED", "vertagt";
        /// It is taken back.
        Withdrawn = "WITHDRAWN", "zurückgezogen";
        /// A later resolution takes its place.
        Superseded = "SUPERSEDED", "ersetzt";
    }
}

transitions! {
    /// What is done with a resolution.
    ResolutionVerb on ResolutionState {
        /// It is adopted.
        Adopt = "adopt": Proposed | Deferred => Adopted;
        /// It is rejected.
        Reject = "reject": Proposed | Deferred => Rejected;
        /// It is put off.
        Defer = "defer": Proposed => Deferred;
        /// It is taken back.
        Withdraw = "withdraw": Proposed | Deferred => Withdrawn;
        /// A later resolution takes its place.
        Supersede = "supersede": Adopted => Superseded;
    }
}

/// Votes, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Votes {
    /// For it.
    pub yes: i64,
    /// Against it.
    pub no: i64,
    /// Neither.
    pub abstentions: i64,
}

impl Votes {
    /// Votes as they were counted.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for a negative number or more than 1,000.
    pub fn new(yes: i64, no: i64, abstentions: i64) -> Result<Self, Refusal> {
        for (field, count) in [("yes", yes), ("no", no), ("abstentions", abstentions)] {
            if !(0..=1_000).contains(&count) {
                return Err(Refusal::new(RefusalCode::OutOfRange).at(field).with("min", 0).with("max", 1_000));
            }
        }
        Ok(Self { yes, no, abstentions })
    }

    /// All votes that were cast.
    pub const fn cast(self) -> i64 {
        self.yes + self.no + self.abstentions
    }
}

/// What a resolution says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolutionDraft {
    /// In one line.
    pub title: Name,
    /// In full.
    pub text: LongText,
    /// How it comes about.
    pub mode: ResolutionMode,
    /// In which field the partners act together.
    pub field: FieldOfAction,
    /// The recommendation on which it rests.
    pub based_on: Option<ResolutionId>,
    /// Until when votes are taken in writing.
    pub deadline: Option<Date>,
}

/// What came of asking the members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Poll {
    /// The votes, if they were counted.
    pub votes: Option<Votes>,
    /// How many objected.
    pub objections: i64,
}

/// Who may decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Electorate {
    /// The votes of the meeting, or in writing of the day on which they are counted.
    pub count: QuorumCount,
    /// How the committee decides by vote.
    pub rule: DecisionRule,
    /// Whether it may decide in writing.
    pub circular: bool,
}

/// A resolution (German: Beschluss).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The resolution.
    pub id: ResolutionId,
    /// Of which committee.
    pub committee: CommitteeId,
    /// In which meeting; none in writing.
    pub meeting: Option<MeetingId>,
    /// Under which item of the agenda.
    pub item: Option<AgendaItemId>,
    /// Its number among the resolutions of the committee, from 1.
    pub number: i64,
    /// What it says.
    pub draft: ResolutionDraft,
    /// Where it stands.
    pub state: ResolutionState,
    /// What came of asking the members.
    pub poll: Poll,
    /// On which day it was decided.
    pub decided_on: Option<Date>,
    /// Why it was put off or taken back.
    pub reason: Option<LongText>,
    /// The resolution that takes its place.
    pub superseded_by: Option<ResolutionId>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Resolution {
    /// Decides it by what came of asking the members.
    ///
    /// # Errors
    /// `WRONG_STATE`; `REQUIRED` for votes that were not counted, `INVALID` for some that count for nothing;
    /// `TOO_MANY_VOTES`, `NOT_QUORATE`, `HAS_OBJECTIONS` for a consensus that is none, `AGAINST_THE_RULES` in writing
    /// where the rules know nothing of it, `NOT_YET` before the end of the time for votes in writing.
    pub fn decide(self, poll: Poll, electorate: &Electorate, today: Date) -> Result<Self, Refusal> {
        ResolutionVerb::Adopt.apply(self.state)?;
        let adopted = match self.draft.mode {
            ResolutionMode::Vote => Self::by_vote(poll, electorate)?,
            ResolutionMode::Circular => {
                check_circular(self.draft.mode, electorate.circular)?;
                if let Some(deadline) = self.draft.deadline.filter(|deadline| today <= *deadline) {
                    return Err(Refusal::new(RefusalCode::NotYet).with("at", deadline));
                }
                Self::in_writing(poll, electorate)?
            }
            ResolutionMode::Recommendation if poll.votes.is_some() => Self::by_vote(poll, electorate)?,
            ResolutionMode::Consensus | ResolutionMode::Recommendation => Self::by_consensus(poll, electorate)?,
        };
        let verb = if adopted { ResolutionVerb::Adopt } else { ResolutionVerb::Reject };
        Ok(Self { state: verb.apply(self.state)?, poll, decided_on: Some(today), ..self })
    }

    /// Goes another step.
    ///
    /// # Errors
    /// `WRONG_STATE`, naming the state and the verb.
    pub fn go(self, verb: ResolutionVerb) -> Result<Self, Refusal> {
        Ok(Self { state: verb.apply(self.state)?, ..self })
    }

    /// Goes on when it is a recommendation on which others may build.
    ///
    /// # Errors
    /// `INVALID`.
    pub fn expect_recommendation(&self) -> Result<(), Refusal> {
        if self.draft.mode == ResolutionMode::Recommendation && self.state == ResolutionState::Adopted {
            return Ok(());
        }
        let reason = "it is not an adopted recommendation";
        Err(Refusal::new(RefusalCode::Invalid).with("reason", reason))
    }

    fn by_consensus(poll: Poll, electorate: &Electorate) -> Result<bool, Refusal> {
        if poll.votes.is_some() {
            let reason = "a consensus counts no votes";
            return Err(Refusal::new(RefusalCode::Invalid).at("votes").with("reason", reason));
        }
        expect_quorate(electorate.count.present, electorate)?;
        if poll.objections > 0 {
            let refusal = Refusal::new(RefusalCode::HasObjections).at("objections");
            return Err(refusal.with("count", poll.objections));
        }
        Ok(true)
    }

    fn by_vote(poll: Poll, electorate: &Electorate) -> Result<bool, Refusal> {
        let votes = counted(poll, electorate.count.present)?;
        expect_quorate(electorate.count.present, electorate)?;
        Ok(electorate.rule.adopts(votes))
    }

    /// In writing, those are there who vote.
    fn in_writing(poll: Poll, electorate: &Electorate) -> Result<bool, Refusal> {
        let votes = counted(poll, electorate.count.seats)?;
        expect_quorate(votes.cast(), electorate)?;
        Ok(electorate.rule.adopts(votes))
    }
}

fn counted(poll: Poll, possible: i64) -> Result<Votes, Refusal> {
    let votes = poll.votes.ok_or_else(|| Refusal::new(RefusalCode::Required).at("votes"))?;
    if votes.cast() > possible {
        let refusal = Refusal::new(RefusalCode::TooManyVotes).at("votes");
        return Err(refusal.with("cast", votes.cast()).with("present", possible));
    }
    Ok(votes)
}

/// Checks that a resolution may be taken in writing.
///
/// # Errors
/// `AGAINST_THE_RULES`.
pub fn check_circular(mode: ResolutionMode, allowed: bool) -> Result<(), Refusal> {
    if mode == ResolutionMode::Circular && !allowed {
        return Err(Refusal::new(RefusalCode::AgainstTheRules).at("mode").with("rule", "circularAllowed"));
    }
    Ok(())
}

fn expect_quorate(there: i64, electorate: &Electorate) -> Result<(), Refusal> {
    let needed = electorate.count.needed;
    if there >= needed {
        return Ok(());
    }
    Err(Refusal::new(RefusalCode::NotQuorate).with("present", there).with("needed", needed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::machine::steps;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn resolution(mode: ResolutionMode) -> Resolution {
        let at = Timestamp::from_micros(0).unwrap();
        Resolution {
            id: Uuid::from_u128(1).into(),
            committee: Uuid::from_u128(2).into(),
            meeting: None,
            item: None,
            number: 1,
            draft: ResolutionDraft {
                title: Name::new("Sprachbildung").unwrap(),
                text: LongText::new("Der Lenkungskreis beauftragt das Bildungsbüro.").unwrap(),
                mode,
                field: FieldOfAction::Language,
                based_on: None,
                deadline: None,
            },
            state: ResolutionState::Proposed,
            poll: Poll::default(),
            decided_on: None,
            reason: None,
            superseded_by: None,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    fn electorate(seats: i64, present: i64, needed: i64) -> Electorate {
        let count = QuorumCount { seats, present, needed };
        Electorate { count, rule: DecisionRule::SimpleMajority, circular: true }
    }

    fn votes(yes: i64, no: i64, abstentions: i64) -> Poll {
        Poll { votes: Some(Votes { yes, no, abstentions }), objections: 0 }
    }

    fn decide(mode: ResolutionMode, poll: Poll, electorate: &Electorate) -> Result<ResolutionState, RefusalCode> {
        let decided = resolution(mode).decide(poll, electorate, day("2020-03-03"));
        decided.map(|it| it.state).map_err(|refusal| refusal.code)
    }

    #[test]
    fn the_whole_table_of_steps() {
        let possible = [
            "adopt PROPOSED -> ADOPTED",
            "adopt DEFERRED -> ADOPTED",
            "reject PROPOSED -> REJECTED",
            "reject DEFERRED -> REJECTED",
            "defer PROPOSED -> DEFERRED",
            "withdraw PROPOSED -> WITHDRAWN",
            "withdraw DEFERRED -> WITHDRAWN",
            "supersede ADOPTED -> SUPERSEDED",
        ];
        assert_eq!(steps(ResolutionVerb::ALL, ResolutionVerb::code, ResolutionVerb::apply), possible);
    }

    #[test]
    fn a_vote_counts_those_who_are_there() {
        let there = electorate(10, 6, 6);
        assert_eq!(decide(ResolutionMode::Vote, votes(4, 1, 1), &there), Ok(ResolutionState::Adopted));
        assert_eq!(decide(ResolutionMode::Vote, votes(3, 3, 0), &there), Ok(ResolutionState::Rejected));
        assert_eq!(decide(ResolutionMode::Vote, votes(6, 1, 0), &there), Err(RefusalCode::TooManyVotes));
        assert_eq!(decide(ResolutionMode::Vote, Poll::default(), &there), Err(RefusalCode::Required));
        let few = electorate(10, 5, 6);
        assert_eq!(decide(ResolutionMode::Vote, votes(5, 0, 0), &few), Err(RefusalCode::NotQuorate));
    }

    #[test]
    fn a_consensus_has_no_objection() {
        let there = electorate(10, 6, 6);
        let objected = Poll { votes: None, objections: 1 };
        assert_eq!(decide(ResolutionMode::Consensus, Poll::default(), &there), Ok(ResolutionState::Adopted));
        assert_eq!(decide(ResolutionMode::Consensus, objected, &there), Err(RefusalCode::HasObjections));
        assert_eq!(decide(ResolutionMode::Consensus, votes(1, 0, 0), &there), Err(RefusalCode::Invalid));
        assert_eq!(decide(ResolutionMode::Recommendation, Poll::default(), &there), Ok(ResolutionState::Adopted));
        assert_eq!(decide(ResolutionMode::Recommendation, votes(2, 3, 0), &there), Ok(ResolutionState::Rejected));
    }

    #[test]
    fn in_writing_all_seats_may_vote_where_the_rules_allow_it() {
        let nobody_there = electorate(10, 0, 6);
        assert_eq!(decide(ResolutionMode::Circular, votes(6, 0, 0), &nobody_there), Ok(ResolutionState::Adopted));
        assert_eq!(decide(ResolutionMode::Circular, votes(5, 0, 0), &nobody_there), Err(RefusalCode::NotQuorate));
        assert_eq!(decide(ResolutionMode::Circular, votes(11, 0, 0), &nobody_there), Err(RefusalCode::TooManyVotes));
        let strict = Electorate { circular: false, ..nobody_there };
        assert_eq!(decide(ResolutionMode::Circular, votes(6, 0, 0), &strict), Err(RefusalCode::AgainstTheRules));
        let mut waiting = resolution(ResolutionMode::Circular);
        waiting.draft.deadline = Some(day("2020-03-03"));
        let early = waiting.decide(votes(6, 0, 0), &nobody_there, day("2020-03-03"));
        assert_eq!(early.unwrap_err().code, RefusalCode::NotYet);
    }

    #[test]
    fn only_an_adopted_recommendation_carries_others() {
        let mut given = resolution(ResolutionMode::Recommendation);
        assert!(given.expect_recommendation().is_err());
        given.state = ResolutionState::Adopted;
        assert!(given.expect_recommendation().is_ok());
    }

    proptest! {
        #[test]
        fn nothing_is_adopted_with_more_votes_than_seats(
            yes in 0_i64..20, no in 0_i64..20, abstentions in 0_i64..20, seats in 0_i64..30, present in 0_i64..30,
        ) {
            let who = electorate(seats, present.min(seats), 0);
            for mode in [ResolutionMode::Vote, ResolutionMode::Circular, ResolutionMode::Recommendation] {
                if let Ok(decided) = resolution(mode).decide(votes(yes, no, abstentions), &who, day("2020-03-03")) {
                    prop_assert!(decided.poll.votes.unwrap().cast() <= seats);
                    prop_assert!(mode == ResolutionMode::Circular || yes + no + abstentions <= present.min(seats));
                }
            }
        }
    }
}
