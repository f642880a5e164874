use super::record;
use super::update_goal::managed;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::networks::{Goal, GoalReview, Judgement, Quantity};
use domain::shared::{Date, GoalId, GoalReviewId, LongText};
use persistence::networks::Goals;

/// A review of a goal.
#[derive(Clone, Debug)]
pub struct ReviewGoal {
    /// Of which goal.
    pub id: GoalId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// On which day; today without a day.
    pub on: Option<Date>,
    /// The value on that day.
    pub value: Option<Quantity>,
    /// What it says.
    pub judgement: Judgement,
    /// On what that rests.
    pub note: String,
}

/// Reviews a goal: its state and its progress follow from it.
///
/// # Errors
/// `REQUIRED` without a note, or without the value of a measured goal that is judged for good; `NOT_FOUND`,
/// `VERSION_CONFLICT`, `WRONG_STATE`, `OUT_OF_RANGE`.
pub async fn review_goal(call: &Call, input: ReviewGoal) -> Result<Goal, Error> {
    let note = LongText::new(&input.note).map_err(|refusal| refusal.at("note"))?;
    let unit = call.begin().await?;
    let (network, before, permit) = managed(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let reviews = Goals::of(&unit).reviews(&call.visibility(permit.action()), &[before.id]).await?;
    let last = reviews.get(&before.id).and_then(|reviews| reviews.last()).map(|review| review.on);
    let on = input.on.unwrap_or_else(|| call.today());
    let mut after = before.clone().review(input.judgement, input.value, on, last, call.today())?;
    after.version += 1;
    after.updated_at = unit.now();
    let review = GoalReview {
        id: GoalReviewId::new(call.ids()),
        goal: after.id,
        on,
        value: input.value,
        judgement: input.judgement,
        note,
        by: call.actor().account().map(|account| account.id),
        at: unit.now(),
    };
    Goals::update(&unit, &after, before.version).await?;
    Goals::insert_review(&unit, &review).await?;
    let change = record::goal(permit, "network.goal-reviewed", &network, Some(&before), &after);
    let change = change.field("judgement", None, Some(review.judgement)).field("value", None, review.value);
    unit.commit([change.field("note", None, Some(&review.note))]).await?;
    Ok(after)
}
