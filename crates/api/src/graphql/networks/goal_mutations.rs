use super::goal::NetworkGoal;
use super::payloads::NetworkGoalPayload;
use super::quantity::Quantity;
use crate::gate::authorized;
use crate::graphql::shared::{Enum, LocalDate, NodeId, UserError, call, failure, outcome};
use application::Error;
use application::networks as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::networks::{Goal as Record, Judgement};
use domain::shared::{GoalId, NetworkId};

/// What a goal is to say (German: Angaben zum Ziel).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct NetworkGoalDraftInput {
    /// In one line (German: Titel).
    title: String,
    /// By what it is seen that it is reached, specific and measurable (German: Kriterium).
    criterion: String,
    /// The code of the indicator that measures it (German: Indikator).
    indicator: Option<String>,
    /// The value at the start; only together with a target (German: Ausgangswert).
    baseline: Option<Quantity>,
    /// The value to be reached; only together with a baseline (German: Zielwert).
    target: Option<Quantity>,
    /// By when (German: Frist).
    due: LocalDate,
}

impl From<NetworkGoalDraftInput> for verbs::GoalInput {
    fn from(input: NetworkGoalDraftInput) -> Self {
        Self {
            title: input.title,
            criterion: input.criterion,
            indicator: input.indicator,
            baseline: input.baseline.map(|value| value.0),
            target: input.target.map(|value| value.0),
            due: input.due.0,
        }
    }
}

/// A goal to be set (German: neues Ziel).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct SetNetworkGoalInput {
    /// Of which network (German: Netzwerk).
    network_id: NodeId<NetworkId>,
    /// What it is to say (German: Angaben).
    goal: NetworkGoalDraftInput,
}

/// A change of a goal (German: Änderung eines Ziels).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateNetworkGoalInput {
    /// Which goal.
    id: NodeId<GoalId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// What it is to say, all of it (German: Angaben).
    goal: NetworkGoalDraftInput,
}

/// A review of a goal (German: Zielüberprüfung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ReviewNetworkGoalInput {
    /// Which goal.
    id: NodeId<GoalId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// On which day; today unless given (German: am).
    on: Option<LocalDate>,
    /// The value on that day; needed to judge a measured goal for good (German: Wert).
    value: Option<Quantity>,
    /// What it says (German: Urteil).
    judgement: Enum<Judgement>,
    /// On what that rests (German: Begründung).
    note: String,
}

/// A goal that is given up (German: Aufgabe eines Ziels).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct DropNetworkGoalInput {
    /// Which goal.
    id: NodeId<GoalId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Why (German: Begründung).
    reason: String,
}

/// The fields that change the goals of networks.
#[derive(Debug, Default)]
pub(crate) struct NetworkGoalMutations;

#[Object]
impl NetworkGoalMutations {
    /// Sets a goal of a network (German: Ziel setzen).
    #[graphql(directive = authorized::apply(Action::NetworkManageGoals))]
    async fn set_network_goal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The goal.")] input: SetNetworkGoalInput,
    ) -> Result<NetworkGoalPayload> {
        payload(ctx, None, verbs::create_goal(call(ctx), input.network_id.0, input.goal.into()).await).await
    }

    /// Changes what a goal says while it is pursued (German: Ziel ändern).
    #[graphql(directive = authorized::apply(Action::NetworkManageGoals))]
    async fn update_network_goal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateNetworkGoalInput,
    ) -> Result<NetworkGoalPayload> {
        let UpdateNetworkGoalInput { id, expected_version, goal } = input;
        let change = verbs::UpdateGoal { id: id.0, expected_version, goal: goal.into() };
        payload(ctx, Some(id.0), verbs::update_goal(call(ctx), change).await).await
    }

    /// Reviews a goal: its state and its progress follow from it (German: Ziel überprüfen).
    #[graphql(directive = authorized::apply(Action::NetworkManageGoals))]
    async fn review_network_goal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The review.")] input: ReviewNetworkGoalInput,
    ) -> Result<NetworkGoalPayload> {
        let review = verbs::ReviewGoal {
            id: input.id.0,
            expected_version: input.expected_version,
            on: input.on.map(|day| day.0),
            value: input.value.map(|value| value.0),
            judgement: input.judgement.0,
            note: input.note,
        };
        payload(ctx, Some(input.id.0), verbs::review_goal(call(ctx), review).await).await
    }

    /// Gives a goal up (German: Ziel aufgeben).
    #[graphql(directive = authorized::apply(Action::NetworkManageGoals))]
    async fn drop_network_goal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which goal, and why.")] input: DropNetworkGoalInput,
    ) -> Result<NetworkGoalPayload> {
        let DropNetworkGoalInput { id, expected_version, reason } = input;
        let change = verbs::DropGoal { id: id.0, expected_version, reason };
        payload(ctx, Some(id.0), verbs::drop_goal(call(ctx), change).await).await
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<GoalId>,
    done: std::result::Result<Record, Error>,
) -> Result<NetworkGoalPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let conflict = errors.iter().any(UserError::is_conflict);
    let shown = match changed.map(|goal| goal.id).or_else(|| id.filter(|_| conflict)) {
        Some(id) => failure(ctx, verbs::find_goal(call(ctx), id).await)?,
        None => None,
    };
    Ok(NetworkGoalPayload { goal: shown.map(NetworkGoal), errors })
}
