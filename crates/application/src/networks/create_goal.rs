use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Goal, GoalDraft, GoalState, Quantity};
use domain::shared::{Date, GoalId, LongText, Name, NetworkId, Refusal, Refusals};
use persistence::networks::Goals;

/// What a goal is to say.
#[derive(Clone, Debug)]
pub struct GoalInput {
    /// In one line.
    pub title: String,
    /// By what it is seen that it is reached.
    pub criterion: String,
    /// The code of the indicator that measures it.
    pub indicator: Option<String>,
    /// The value at the start.
    pub baseline: Option<Quantity>,
    /// The value to be reached.
    pub target: Option<Quantity>,
    /// By when.
    pub due: Date,
}

impl GoalInput {
    pub(super) fn check(&self, founded_on: Date) -> Result<GoalDraft, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let title = refusals.take("title", Name::new(&self.title));
        let criterion = refusals.take("criterion", LongText::new(&self.criterion));
        let indicator = refusals.take("indicator", Name::optional(self.indicator.as_deref()));
        let draft = || {
            let (baseline, target, due) = (self.baseline, self.target, self.due);
            Some(GoalDraft { title: title?, criterion: criterion?, indicator: indicator?, baseline, target, due })
        };
        refusals.into_result(draft())?.check(founded_on)
    }
}

/// Sets a goal of a network.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` when the network is dissolved.
pub async fn create_goal(call: &Call, network: NetworkId, input: GoalInput) -> Result<Goal, Error> {
    let unit = call.begin().await?;
    let network = standing::hold(call, &unit, network, "networkId").await?;
    let permit = call.permit(Action::NetworkManageGoals, &network.owner())?;
    network.expect_alive("set a goal").map_err(|refusal| refusal.at("networkId"))?;
    let goal = Goal {
        id: GoalId::new(call.ids()),
        network: network.id,
        draft: input.check(network.founded_on)?,
        state: GoalState::Open,
        drop_reason: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    Goals::insert(&unit, &goal).await?;
    unit.commit([record::goal(permit, "network.goal-set", &network, None, &goal)]).await?;
    Ok(goal)
}
