use super::create_goal::GoalInput;
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::networks::{Goal, Network};
use domain::shared::GoalId;
use persistence::UnitOfWork;
use persistence::networks::Goals;

/// A change of a goal.
#[derive(Clone, Debug)]
pub struct UpdateGoal {
    /// Which.
    pub id: GoalId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What it is to say: all of it.
    pub goal: GoalInput,
}

/// Changes what a goal says while it is pursued.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn update_goal(call: &Call, input: UpdateGoal) -> Result<Goal, Error> {
    let unit = call.begin().await?;
    let (network, before, permit) = managed(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    before.expect_pursued("change it")?;
    let draft = input.goal.check(network.founded_on)?;
    let after = Goal { draft, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Goals::update(&unit, &after, before.version).await?;
    unit.commit([record::goal(permit, "network.goal-updated", &network, Some(&before), &after)]).await?;
    Ok(after)
}

/// A goal that the caller may change, with its network; both kept from changing meanwhile.
pub(super) async fn managed(call: &Call, unit: &UnitOfWork, id: GoalId) -> Result<(Network, Goal, Permit), Error> {
    let found = Goals::of(unit).find(&call.visibility(Action::NetworkRead), id).await?;
    let network = found.ok_or_else(|| Error::not_found("id"))?.network;
    let network = standing::hold(call, unit, network, "id").await?;
    let permit = call.permit(Action::NetworkManageGoals, &network.owner())?;
    let held = Goals::of(unit).hold(&call.visibility(Action::NetworkManageGoals), id).await?;
    Ok((network, held.ok_or_else(|| Error::not_found("id"))?, permit))
}
