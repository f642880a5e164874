//! The rules by which a committee invites, counts and decides.

use super::resolution::Votes;
use crate::shared::{Refusal, RefusalCode, coded_enum};

/// The longest lead time of an invitation, in days.
const MOST_LEAD_DAYS: i64 = 90;
/// The most voting members of one committee.
const MOST_VOTING: i64 = 1_000;

coded_enum! {
    /// How the quorum is found.
    QuorumKind {
        /// There is none.
        None = "NONE", "keine Beschlussfähigkeit nötig";
        /// More than half of the voting seats.
        Majority = "MAJORITY", "Mehrheit der stimmberechtigten Sitze";
        /// A share of the voting seats, in per cent.
        Share = "SHARE", "Anteil der stimmberechtigten Sitze";
        /// A number of votes.
        Count = "COUNT", "Mindestzahl";
    }
}

coded_enum! {
    /// How a committee decides by vote.
    DecisionRule {
        /// Nobody votes against it.
        Consensus = "CONSENSUS", "Konsens";
        /// More say yes than no.
        SimpleMajority = "SIMPLE_MAJORITY", "einfache Mehrheit";
        /// Two thirds of those who say yes or no say yes.
        TwoThirds = "TWO_THIRDS", "Zweidrittelmehrheit";
    }
}

impl DecisionRule {
    /// Whether these votes adopt a proposal. Abstentions count for neither side.
    pub const fn adopts(self, votes: Votes) -> bool {
        match self {
            Self::Consensus => votes.yes > 0 && votes.no == 0,
            Self::SimpleMajority => votes.yes > votes.no,
            Self::TwoThirds => votes.yes > 0 && votes.yes * 3 >= (votes.yes + votes.no) * 2,
        }
    }
}

/// How many votes have to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuorumRule {
    kind: QuorumKind,
    value: Option<i64>,
}

impl QuorumRule {
    /// A rule.
    ///
    /// # Errors
    /// `REQUIRED` for a share or number without its value, `OUT_OF_RANGE` for one beyond 1 to 100 per cent or 1 to 1,000
    /// votes, `INVALID` for a value where none belongs.
    pub fn new(kind: QuorumKind, value: Option<i64>) -> Result<Self, Refusal> {
        let most = match kind {
            QuorumKind::None | QuorumKind::Majority => {
                let refused = Refusal::new(RefusalCode::Invalid).with("reason", "this kind of quorum has no value");
                return if value.is_some() { Err(refused) } else { Ok(Self { kind, value }) };
            }
            QuorumKind::Share => 100,
            QuorumKind::Count => MOST_VOTING,
        };
        in_range(value.ok_or_else(|| Refusal::new(RefusalCode::Required))?, 1, most)?;
        Ok(Self { kind, value })
    }

    /// How it is found.
    pub const fn kind(&self) -> QuorumKind {
        self.kind
    }

    /// The share in per cent, or the number.
    pub const fn value(&self) -> Option<i64> {
        self.value
    }

    /// How many votes are needed out of so many voting seats.
    pub const fn needed(&self, seats: i64) -> i64 {
        match (self.kind, self.value) {
            (QuorumKind::Majority, _) => seats / 2 + 1,
            (QuorumKind::Share, Some(share)) => (seats * share + 99) / 100,
            (QuorumKind::Count, Some(count)) => count,
            _ => 0,
        }
    }
}

/// The rules of a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommitteeRules {
    /// How many days before a meeting its invitation is sent at the latest.
    pub lead_days: i64,
    /// How many votes have to be there.
    pub quorum: QuorumRule,
    /// How it decides by vote.
    pub decision: DecisionRule,
    /// Whether it may decide in writing, without a meeting.
    pub circular: bool,
    /// How many voting members it has by its statute: there are never more voting seats at a time.
    pub voting_members: Option<i64>,
}

impl CommitteeRules {
    /// Checks the numbers.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for a lead time beyond 0 to 90 days, or fewer than 1 or more than 1,000 voting members.
    pub fn check(self) -> Result<Self, Refusal> {
        in_range(self.lead_days, 0, MOST_LEAD_DAYS).map_err(|refusal| refusal.at("invitationLeadDays"))?;
        if let Some(members) = self.voting_members {
            in_range(members, 1, MOST_VOTING).map_err(|refusal| refusal.at("votingMembers"))?;
        }
        Ok(self)
    }
}

fn in_range(value: i64, min: i64, max: i64) -> Result<(), Refusal> {
    if (min..=max).contains(&value) {
        Ok(())
    } else {
        Err(Refusal::new(RefusalCode::OutOfRange).with("min", min).with("max", max))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn votes(yes: i64, no: i64) -> Votes {
        Votes { yes, no, abstentions: 0 }
    }

    #[test]
    fn an_even_number_of_votes_is_no_majority() {
        assert!(!DecisionRule::SimpleMajority.adopts(votes(4, 4)));
        assert!(DecisionRule::SimpleMajority.adopts(votes(5, 4)));
        assert!(DecisionRule::TwoThirds.adopts(votes(4, 2)) && !DecisionRule::TwoThirds.adopts(votes(5, 3)));
        assert!(DecisionRule::Consensus.adopts(votes(1, 0)) && !DecisionRule::Consensus.adopts(votes(9, 1)));
        for rule in DecisionRule::ALL {
            assert!(!rule.adopts(votes(0, 0)), "{rule}: nobody said yes");
        }
    }

    #[test]
    fn a_quorum_has_a_value_where_it_needs_one() {
        let code = |kind, value| QuorumRule::new(kind, value).map_err(|refusal| refusal.code);
        assert_eq!(code(QuorumKind::Share, None), Err(RefusalCode::Required));
        assert_eq!(code(QuorumKind::Share, Some(101)), Err(RefusalCode::OutOfRange));
        assert_eq!(code(QuorumKind::Majority, Some(3)), Err(RefusalCode::Invalid));
        let needed = |kind, value, seats| QuorumRule::new(kind, value).unwrap().needed(seats);
        assert_eq!(needed(QuorumKind::Majority, None, 8), 5);
        assert_eq!(needed(QuorumKind::Majority, None, 9), 5);
        assert_eq!(needed(QuorumKind::Share, Some(50), 9), 5);
        assert_eq!(needed(QuorumKind::Count, Some(3), 9), 3);
        assert_eq!(needed(QuorumKind::None, None, 9), 0);
    }

    proptest! {
        #[test]
        fn a_share_never_needs_more_than_all_seats(share in 1_i64..=100, seats in 0_i64..1_000) {
            let needed = QuorumRule::new(QuorumKind::Share, Some(share)).unwrap().needed(seats);
            prop_assert!(needed <= seats && needed * 100 >= seats * share);
        }
    }
}
