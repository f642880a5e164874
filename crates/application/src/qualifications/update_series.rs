use super::record;
use super::series_input::SeriesInput;
use super::sight::hold_series;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseSeries, SeriesPlan};
use domain::shared::CourseSeriesId;
use persistence::qualifications::SeriesList;

/// A change of what is said about a series: all of it is said anew.
#[derive(Clone, Debug)]
pub struct UpdateSeries {
    /// Which.
    pub id: CourseSeriesId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What is said about it.
    pub plan: SeriesInput,
}

/// Changes what is said about a series.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` once it is over, and what is wrong with the input.
pub async fn update_series(call: &Call, input: UpdateSeries) -> Result<CourseSeries, Error> {
    let unit = call.begin().await?;
    let before = hold_series(call, &unit, input.id, "id").await?;
    let permit = call.permit(Action::SeriesPlan, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    before.expect_open("update")?;
    let plan = SeriesPlan::check(before.kind, &input.plan.into())?;
    if plan == before.plan {
        return Ok(before);
    }
    let after = CourseSeries { plan, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    SeriesList::update(&unit, &after, before.version).await?;
    unit.commit([record::series(permit, "courseSeries.updated", Some(&before), &after)]).await?;
    Ok(after)
}
