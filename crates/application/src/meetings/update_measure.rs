use super::create_measure::{MeasureInput, check_goal, check_responsible};
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Committee, Measure};
use domain::shared::MeasureId;
use persistence::UnitOfWork;
use persistence::meetings::{Committees, Measures};

/// A change of a measure.
#[derive(Clone, Debug)]
pub struct UpdateMeasure {
    /// Which.
    pub id: MeasureId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What it is to be: all of it.
    pub measure: MeasureInput,
}

/// Changes what a measure is, while there is still something to do.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn update_measure(call: &Call, input: UpdateMeasure) -> Result<Measure, Error> {
    let draft = input.measure.check()?;
    let unit = call.begin().await?;
    let (committee, before) = held(call, &unit, input.id).await?;
    let permit = standing::permit(call, &unit, &committee, Action::MeasureManage).await?;
    expect_version(before.version, input.expected_version)?;
    before.expect_open("change it")?;
    check_responsible(call, &unit, &draft).await?;
    check_goal(call, &unit, &committee, input.measure.goal).await?;
    let (goal, version) = (input.measure.goal, before.version + 1);
    let after = Measure { draft, goal, version, updated_at: unit.now(), ..before.clone() };
    Measures::update(&unit, &after, before.version).await?;
    unit.commit([record::measure(permit, "measure.updated", &committee, Some(&before), &after)]).await?;
    Ok(after)
}

/// A measure that the caller sees, kept from changing meanwhile, its committee first. Who answers for a measure sees it
/// also where the committee is not theirs to see.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn held(call: &Call, unit: &UnitOfWork, id: MeasureId) -> Result<(Committee, Measure), Error> {
    let (measures, sight) = (Measures::of(unit), standing::sight(call));
    let found = measures.find(&sight, id).await?.ok_or_else(|| Error::not_found("id"))?;
    let committee = Committees::of(unit).hold(&standing::system(call), found.committee).await?;
    let committee = committee.ok_or_else(|| Error::not_found("id"))?;
    let measure = measures.hold(&sight, id).await?;
    Ok((committee, measure.ok_or_else(|| Error::not_found("id"))?))
}
