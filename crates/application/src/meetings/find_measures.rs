use super::standing::sight;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Measure, MeasureStep};
use domain::networks::MeasureProgress;
use domain::shared::{GoalId, MeasureId, Page, PageRequest, ResolutionId};
use persistence::meetings::{MeasureFilter, Measures};
use std::collections::HashMap;

/// A measure; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_measure(call: &Call, id: MeasureId) -> Result<Option<Measure>, Error> {
    Ok(Measures::of(call.database()).find(&sight(call), id).await?)
}

/// One page of the measures that the caller sees, those due first in front.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_measures(call: &Call, filter: &MeasureFilter, page: &PageRequest) -> Result<Page<Measure>, Error> {
    Ok(Measures::of(call.database()).list(&sight(call), filter, page).await?)
}

/// How many measures the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_measures(call: &Call, filter: &MeasureFilter) -> Result<u64, Error> {
    Ok(Measures::of(call.database()).count(&sight(call), filter).await?)
}

/// The measures that many resolutions ordered, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_measures_of_resolutions(
    call: &Call,
    resolutions: &[ResolutionId],
) -> Result<HashMap<ResolutionId, Vec<Measure>>, Error> {
    Ok(Measures::of(call.database()).of_resolutions(&sight(call), resolutions).await?)
}

/// The measures that serve many goals, as far as the caller sees them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_measures_of_goals(call: &Call, goals: &[GoalId]) -> Result<HashMap<GoalId, Vec<Measure>>, Error> {
    Ok(Measures::of(call.database()).of_goals(&sight(call), goals).await?)
}

/// The histories of many measures, the oldest step first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_measure_steps(
    call: &Call,
    measures: &[MeasureId],
) -> Result<HashMap<MeasureId, Vec<MeasureStep>>, Error> {
    Ok(Measures::of(call.database()).steps(&sight(call), measures).await?)
}

/// How far the measures are that serve many goals which the caller sees.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn toward_goals(
    call: &Call,
    goals: &[GoalId],
) -> Result<HashMap<GoalId, Vec<MeasureProgress>>, Error> {
    Ok(Measures::of(call.database()).toward_goals(&call.visibility(Action::NetworkRead), goals).await?)
}
