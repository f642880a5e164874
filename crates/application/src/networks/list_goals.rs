use crate::meetings::toward_goals;
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Goal, GoalProgress, GoalReview, MeasureProgress};
use domain::shared::{GoalId, NetworkId};
use persistence::networks::Goals;
use std::collections::HashMap;

/// A goal with its reviews and what follows from them.
#[derive(Clone, Debug)]
pub struct GoalView {
    /// The goal.
    pub goal: Goal,
    /// Its reviews, the oldest first.
    pub reviews: Vec<GoalReview>,
    /// How far it is.
    pub progress: GoalProgress,
    /// Whether its day has come and it is not done with.
    pub is_overdue: bool,
}

impl GoalView {
    fn of(call: &Call, goal: Goal, reviews: Vec<GoalReview>, measures: &[MeasureProgress]) -> Self {
        let progress = GoalProgress::of(&goal, &reviews, measures);
        let is_overdue = goal.is_overdue(call.today());
        Self { goal, reviews, progress, is_overdue }
    }
}

/// A goal; `None` when it does not exist or the caller does not see its network by right.
///
/// # Errors
/// When the database does not answer.
pub async fn find_goal(call: &Call, id: GoalId) -> Result<Option<GoalView>, Error> {
    let (goals, seen) = (Goals::of(call.database()), call.visibility(Action::NetworkRead));
    let Some(goal) = goals.find(&seen, id).await? else { return Ok(None) };
    let reviews = goals.reviews(&seen, &[id]).await?.remove(&id).unwrap_or_default();
    let measures = toward_goals(call, &[id]).await?.remove(&id).unwrap_or_default();
    Ok(Some(GoalView::of(call, goal, reviews, &measures)))
}

/// The goals of many networks with their reviews, those due first in front; for those who see the networks by right.
///
/// # Errors
/// When the database does not answer.
pub async fn list_goals(call: &Call, networks: &[NetworkId]) -> Result<HashMap<NetworkId, Vec<GoalView>>, Error> {
    let (goals, seen) = (Goals::of(call.database()), call.visibility(Action::NetworkRead));
    let found = goals.of_networks(&seen, networks).await?;
    let ids: Vec<_> = found.values().flatten().map(|goal| goal.id).collect();
    let mut reviews = goals.reviews(&seen, &ids).await?;
    let measures = toward_goals(call, &ids).await?;
    let mut view = |goal: Goal| {
        let reviews = reviews.remove(&goal.id).unwrap_or_default();
        let measures = measures.get(&goal.id).map(Vec::as_slice).unwrap_or_default();
        GoalView::of(call, goal, reviews, measures)
    };
    Ok(found.into_iter().map(|(network, goals)| (network, goals.into_iter().map(&mut view).collect())).collect())
}
