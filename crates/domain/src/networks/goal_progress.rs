//! How far a goal is: derived from its reviews and the measures that are linked to it.

use super::goal::{Goal, GoalReview, GoalState};
use super::quantity::Quantity;

/// How far a measure is that serves a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureProgress {
    /// Under way, so many per cent.
    UnderWay(u8),
    /// Done.
    Done,
    /// Cancelled: it counts for nothing.
    Cancelled,
}

/// How far a goal is, in per cent from 0 to 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoalProgress {
    /// By the last value of its indicator, on the way from baseline to target.
    pub by_indicator: Option<u8>,
    /// By the mean of its measures.
    pub by_measures: Option<u8>,
    /// Overall: by the indicator where there is a value, else by the measures; 100 once it was judged as achieved.
    pub overall: Option<u8>,
}

impl GoalProgress {
    /// Derives it. The reviews may stand in any order.
    pub fn of(goal: &Goal, reviews: &[GoalReview], measures: &[MeasureProgress]) -> Self {
        let latest = reviews.iter().filter(|review| review.value.is_some()).max_by_key(|review| (review.on, review.at));
        let by_indicator = match (goal.draft.baseline, goal.draft.target, latest.and_then(|review| review.value)) {
            (Some(baseline), Some(target), Some(value)) => Some(share(baseline, target, value)),
            _ => None,
        };
        let by_measures = mean(measures);
        let overall = match goal.state {
            GoalState::Achieved => Some(100),
            _ => by_indicator.or(by_measures),
        };
        Self { by_indicator, by_measures, overall }
    }
}

/// How much of the way from baseline to target lies behind, whichever way it runs.
fn share(baseline: Quantity, target: Quantity, value: Quantity) -> u8 {
    let way = i128::from(target.thousandths()) - i128::from(baseline.thousandths());
    let gone = i128::from(value.thousandths()) - i128::from(baseline.thousandths());
    let share = (gone * 100).checked_div(way).unwrap_or(100);
    u8::try_from(share.clamp(0, 100)).unwrap_or(100)
}

fn mean(measures: &[MeasureProgress]) -> Option<u8> {
    let shares: Vec<u64> = measures
        .iter()
        .filter_map(|measure| match measure {
            MeasureProgress::UnderWay(share) => Some(u64::from(*share).min(100)),
            MeasureProgress::Done => Some(100),
            MeasureProgress::Cancelled => None,
        })
        .collect();
    let count = u64::try_from(shares.len()).ok().filter(|count| *count > 0)?;
    u8::try_from(shares.iter().sum::<u64>() / count).ok()
}

#[cfg(test)]
mod tests {
    use super::super::goal::Judgement;
    use super::super::goal::tests::{day, goal, quantity};
    use super::*;
    use crate::shared::{LongText, Timestamp};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn review(on: &str, value: Option<&str>) -> GoalReview {
        GoalReview {
            id: Uuid::from_u128(5).into(),
            goal: goal().id,
            on: day(on),
            value: value.map(quantity),
            judgement: Judgement::OnTrack,
            note: LongText::new("By the autumn survey.").unwrap(),
            by: None,
            at: Timestamp::from_micros(0).unwrap(),
        }
    }

    #[test]
    fn the_last_value_counts_also_when_the_indicator_is_to_fall() {
        let reviews = [review("2020-06-01", Some("9")), review("2020-01-01", Some("11")), review("2020-07-01", None)];
        assert_eq!(GoalProgress::of(&goal(), &reviews, &[]).overall, Some(75));
        assert_eq!(GoalProgress::of(&goal(), &[review("2020-01-01", Some("13"))], &[]).overall, Some(0));
        assert_eq!(GoalProgress::of(&goal(), &[review("2020-01-01", Some("2"))], &[]).overall, Some(100));
    }

    #[test]
    fn without_a_value_the_measures_speak_and_cancelled_ones_do_not() {
        let measures = [MeasureProgress::Done, MeasureProgress::UnderWay(50), MeasureProgress::Cancelled];
        let progress = GoalProgress::of(&goal(), &[], &measures);
        assert_eq!((progress.by_indicator, progress.by_measures, progress.overall), (None, Some(75), Some(75)));
        assert_eq!(GoalProgress::of(&goal(), &[], &[MeasureProgress::Cancelled]), GoalProgress::default());
    }

    #[test]
    fn what_was_judged_as_achieved_is_whole() {
        let achieved = Goal { state: GoalState::Achieved, ..goal() };
        assert_eq!(GoalProgress::of(&achieved, &[], &[MeasureProgress::UnderWay(10)]).overall, Some(100));
    }

    proptest! {
        #[test]
        fn it_never_leaves_its_bounds(base in -5_000_i64..5_000, target in -5_000_i64..5_000, value in any::<i32>()) {
            let number = |thousandths| Quantity::from_thousandths(thousandths).unwrap();
            prop_assert!(share(number(base), number(target), number(value.into())) <= 100);
        }
    }
}
