//! Goals of a network: what is to be reached, by when, and how it is judged (domain.md 5.2).

use super::quantity::Quantity;
use crate::shared::{
    AccountId, Date, GoalId, GoalReviewId, LongText, Name, NetworkId, Refusal, RefusalCode, Refusals, Timestamp,
    coded_enum,
};

coded_enum! {
    /// How a review judges a goal.
    Judgement {
        /// It will be reached in time.
        OnTrack = "ON_TRACK", "auf Kurs";
        /// It may not be reached in time.
        AtRisk = "AT_RISK", "gefährdet";
        /// It is reached.
        Achieved = "ACHIEVED", "erreicht";
        /// It is reached in part, and that is the end of it.
        Partly = "PARTLY", "teilweise erreicht";
        /// It is not reached, and that is the end of it.
        NotAchieved = "NOT_ACHIEVED", "nicht erreicht";
    }
}

impl Judgement {
    /// Whether the goal is done with after it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Achieved | Self::Partly | Self::NotAchieved)
    }
}

coded_enum! {
    /// Where a goal stands. It follows from its reviews and is never typed in.
    GoalState {
        /// Not judged yet.
        Open = "OPEN", "offen";
        /// It will be reached in time.
        OnTrack = "ON_TRACK", "auf Kurs";
        /// It may not be reached in time.
        AtRisk = "AT_RISK", "gefährdet";
        /// It is reached.
        Achieved = "ACHIEVED", "erreicht";
        /// It is reached in part.
        Partly = "PARTLY", "teilweise erreicht";
        /// It is not reached.
        NotAchieved = "NOT_ACHIEVED", "nicht erreicht";
        /// It is not pursued any more.
        Dropped = "DROPPED", "aufgegeben";
    }
}

impl GoalState {
    /// Whether it is still pursued.
    pub const fn is_pursued(self) -> bool {
        matches!(self, Self::Open | Self::OnTrack | Self::AtRisk)
    }
}

impl From<Judgement> for GoalState {
    fn from(judgement: Judgement) -> Self {
        match judgement {
            Judgement::OnTrack => Self::OnTrack,
            Judgement::AtRisk => Self::AtRisk,
            Judgement::Achieved => Self::Achieved,
            Judgement::Partly => Self::Partly,
            Judgement::NotAchieved => Self::NotAchieved,
        }
    }
}

/// What a goal says, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalDraft {
    /// In one line.
    pub title: Name,
    /// By what it is seen that it is reached: specific, measurable, attractive, realistic (the date makes it SMART).
    pub criterion: LongText,
    /// The code of the indicator that measures it.
    pub indicator: Option<Name>,
    /// The value at the start.
    pub baseline: Option<Quantity>,
    /// The value to be reached.
    pub target: Option<Quantity>,
    /// By when.
    pub due: Date,
}

impl GoalDraft {
    /// Checks what the parts say together.
    ///
    /// # Errors
    /// `REQUIRED` for one of baseline and target without the other, `INVALID` when both are the same, `OUT_OF_RANGE` for
    /// a date before the founding of the network or after 2199.
    pub fn check(self, founded_on: Date) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        match (self.baseline, self.target) {
            (Some(_), None) => refusals.push(Refusal::new(RefusalCode::Required).at("target")),
            (None, Some(_)) => refusals.push(Refusal::new(RefusalCode::Required).at("baseline")),
            (Some(baseline), Some(target)) if baseline == target => {
                let reason = "baseline and target are the same";
                refusals.push(Refusal::new(RefusalCode::Invalid).at("target").with("reason", reason));
            }
            _ => {}
        }
        let latest = Date::constant(2199, 12, 31);
        if !(founded_on..=latest).contains(&self.due) {
            let refusal = Refusal::new(RefusalCode::OutOfRange).at("due");
            refusals.push(refusal.with("min", founded_on).with("max", latest));
        }
        refusals.into_result(Some(self))
    }
}

/// A goal of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The goal.
    pub id: GoalId,
    /// Of which network.
    pub network: NetworkId,
    /// What it says.
    pub draft: GoalDraft,
    /// Where it stands, after its last review.
    pub state: GoalState,
    /// Why it was dropped, if it was.
    pub drop_reason: Option<LongText>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A review of a goal: the only way in which its state changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalReview {
    /// The review.
    pub id: GoalReviewId,
    /// Of which goal.
    pub goal: GoalId,
    /// On which day.
    pub on: Date,
    /// The value on that day.
    pub value: Option<Quantity>,
    /// What it says.
    pub judgement: Judgement,
    /// On what that rests.
    pub note: LongText,
    /// Who reviewed; nobody when the operator did, at the command line.
    pub by: Option<AccountId>,
    /// When it was recorded.
    pub at: Timestamp,
}

impl Goal {
    /// Whether its day has come and it is not done with.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state.is_pursued() && self.draft.due < today
    }

    /// Goes on when it is still pursued.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_pursued(&self, verb: &'static str) -> Result<(), Refusal> {
        if self.state.is_pursued() {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
        }
    }

    /// What a review on a day makes of it.
    ///
    /// # Errors
    /// `WRONG_STATE` when it is not pursued, `OUT_OF_RANGE` for a day that is still to come or lies before the last
    /// review, `REQUIRED` for a final judgement of a measured goal without its value.
    pub fn review(
        self,
        judgement: Judgement,
        value: Option<Quantity>,
        on: Date,
        last_review: Option<Date>,
        today: Date,
    ) -> Result<Self, Refusal> {
        self.expect_pursued("review")?;
        let earliest = last_review.unwrap_or(Date::constant(1900, 1, 1));
        if !(earliest..=today).contains(&on) {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("on").with("min", earliest).with("max", today));
        }
        if judgement.is_final() && self.draft.target.is_some() && value.is_none() {
            return Err(Refusal::new(RefusalCode::Required).at("value"));
        }
        Ok(Self { state: judgement.into(), ..self })
    }

    /// Gives it up.
    ///
    /// # Errors
    /// `WRONG_STATE` when it is not pursued.
    pub fn give_up(self, reason: LongText) -> Result<Self, Refusal> {
        self.expect_pursued("drop")?;
        Ok(Self { state: GoalState::Dropped, drop_reason: Some(reason), ..self })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use uuid::Uuid;

    pub(crate) fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    pub(crate) fn quantity(text: &str) -> Quantity {
        Quantity::parse(text).unwrap()
    }

    pub(crate) fn goal() -> Goal {
        let at = Timestamp::from_micros(0).unwrap();
        Goal {
            id: Uuid::from_u128(1).into(),
            network: Uuid::from_u128(2).into(),
            draft: GoalDraft {
                title: Name::new("Fewer young people without a place after school").unwrap(),
                criterion: LongText::new("The share falls from 12 to 8 per cent.").unwrap(),
                indicator: Some(Name::new("TRANSITION-01").unwrap()),
                baseline: Some(quantity("12")),
                target: Some(quantity("8")),
                due: day("2021-07-31"),
            },
            state: GoalState::Open,
            drop_reason: None,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn its_parts_fit_together() {
        let codes = |draft: GoalDraft| {
            let refused = draft.check(day("2019-08-01")).err().unwrap_or_default();
            refused.into_iter().map(|refusal| (refusal.code, refusal.path.join("."))).collect::<Vec<_>>()
        };
        assert_eq!(codes(goal().draft), []);
        assert_eq!(codes(GoalDraft { baseline: None, target: None, ..goal().draft }), []);
        let half = GoalDraft { target: None, due: day("2019-07-31"), ..goal().draft };
        let expected = [(RefusalCode::Required, "target".into()), (RefusalCode::OutOfRange, "due".into())];
        assert_eq!(codes(half), expected);
        let same = GoalDraft { target: Some(quantity("12")), ..goal().draft };
        assert_eq!(codes(same), [(RefusalCode::Invalid, "target".into())]);
    }

    #[test]
    fn its_state_comes_from_reviews_and_ends_with_a_final_one() {
        let today = day("2020-05-01");
        for judgement in Judgement::ALL {
            let reviewed = goal().review(*judgement, Some(quantity("10")), today, None, today).unwrap();
            assert_eq!(reviewed.state.code(), judgement.code());
            let again = reviewed.review(Judgement::OnTrack, None, today, None, today);
            assert_eq!(again.is_ok(), !judgement.is_final(), "{judgement}");
        }
    }

    #[test]
    fn a_measured_goal_is_not_achieved_without_its_value() {
        let today = day("2020-05-01");
        let refused = goal().review(Judgement::Achieved, None, today, None, today).unwrap_err();
        assert_eq!((refused.code, refused.path.join(".").as_str()), (RefusalCode::Required, "value"));
        assert!(goal().review(Judgement::AtRisk, None, today, None, today).is_ok());
    }

    #[test]
    fn reviews_follow_each_other() {
        let (last, today) = (day("2020-04-01"), day("2020-05-01"));
        let review = |on: &str| goal().review(Judgement::OnTrack, None, day(on), Some(last), today);
        assert!(review("2020-04-01").is_ok() && review("2020-05-01").is_ok());
        assert_eq!(review("2020-03-31").unwrap_err().code, RefusalCode::OutOfRange);
        assert_eq!(review("2020-05-02").unwrap_err().code, RefusalCode::OutOfRange);
    }

    #[test]
    fn what_is_given_up_is_not_overdue() {
        let late = day("2021-08-01");
        assert!(goal().is_overdue(late) && !goal().is_overdue(day("2021-07-31")));
        let dropped = goal().give_up(LongText::new("The programme ended.").unwrap()).unwrap();
        assert!(!dropped.is_overdue(late));
        assert_eq!(dropped.expect_pursued("review").unwrap_err().code, RefusalCode::WrongState);
    }
}
