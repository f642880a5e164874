use super::update_measure::held;
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Measure, MeasureStep, MeasureVerb};
use domain::shared::{LongText, MeasureId};
use persistence::meetings::Measures;

/// A measure that goes a step.
#[derive(Clone, Debug)]
pub struct MoveMeasure {
    /// Which.
    pub id: MeasureId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// How far it is, in per cent.
    pub progress: Option<i64>,
    /// What stands in its way, what came of it, or why it is given up.
    pub note: Option<String>,
}

/// Says how far a measure is, what stands in its way, or that it is done: the committee, or who answers for it.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `REQUIRED` for a note that is missing.
pub async fn move_measure(call: &Call, input: MoveMeasure, verb: MeasureVerb) -> Result<Measure, Error> {
    let note = LongText::optional(input.note.as_deref()).map_err(|refusal| refusal.at("note"))?;
    let unit = call.begin().await?;
    let (committee, before) = held(call, &unit, input.id).await?;
    let own = committee.owner_for(before.draft.person);
    let permit = match verb {
        MeasureVerb::Cancel => standing::permit(call, &unit, &committee, Action::MeasureManage).await?,
        _ => match call.permit(Action::MeasureReport, &own) {
            Ok(permit) => permit,
            Err(_) => standing::permit(call, &unit, &committee, Action::MeasureManage).await?,
        },
    };
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().go(verb, input.progress, note)?;
    after.version += 1;
    after.updated_at = unit.now();
    Measures::update(&unit, &after, before.version).await?;
    let steps = Measures::of(&unit).steps(&standing::system(call), &[after.id]).await?;
    let step = MeasureStep {
        measure: after.id,
        number: steps.into_values().flatten().map(|step| step.number).max().unwrap_or(0) + 1,
        state: after.state,
        progress: after.progress,
        note: after.note.clone(),
        by: call.actor().account().map(|account| account.id),
        at: unit.now(),
    };
    Measures::insert_step(&unit, &step).await?;
    let event = match verb {
        MeasureVerb::Progress => "measure.progressed",
        MeasureVerb::Block => "measure.blocked",
        MeasureVerb::Resume => "measure.resumed",
        MeasureVerb::Complete => "measure.completed",
        MeasureVerb::Cancel => "measure.cancelled",
    };
    unit.commit([record::measure(permit, event, &committee, Some(&before), &after)]).await?;
    Ok(after)
}
