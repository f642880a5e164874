use super::record;
use super::update_goal::managed;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::networks::Goal;
use domain::shared::{GoalId, LongText};
use persistence::networks::Goals;

/// A goal that is given up.
#[derive(Clone, Debug)]
pub struct DropGoal {
    /// Which.
    pub id: GoalId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why.
    pub reason: String,
}

/// Gives a goal up.
///
/// # Errors
/// `REQUIRED` without a reason, `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn drop_goal(call: &Call, input: DropGoal) -> Result<Goal, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let (network, before, permit) = managed(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().give_up(reason)?;
    after.version += 1;
    after.updated_at = unit.now();
    Goals::update(&unit, &after, before.version).await?;
    unit.commit([record::goal(permit, "network.goal-dropped", &network, Some(&before), &after)]).await?;
    Ok(after)
}
