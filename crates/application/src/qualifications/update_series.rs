use super::host::{check_change_of_co_hosts, check_co_hosts, permit};
use super::record;
use super::series_input::SeriesInput;
use super::sight::hold_series;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseSeries, SeriesPlan};
use domain::shared::CourseSeriesId;
use persistence::qualifications::{SeriesList, replace_series_co_hosts};

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
    let permit = permit(call, Action::SeriesPlan, &before)?;
    expect_version(before.version, input.expected_version)?;
    before.expect_open("update")?;
    check_co_hosts(call, &unit, before.host, &input.plan.co_hosts).await.map_err(|error| error.at("plan"))?;
    let plan = SeriesPlan::check(before.kind, &input.plan.into())?;
    check_change_of_co_hosts(call, &before, &plan.co_hosts)?;
    if plan == before.plan {
        return Ok(before);
    }
    let after = CourseSeries { plan, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    SeriesList::update(&unit, &after, before.version).await?;
    if after.plan.co_hosts != before.plan.co_hosts {
        replace_series_co_hosts(&unit, &after).await?;
    }
    unit.commit([record::series(permit, "courseSeries.updated", Some(&before), &after)]).await?;
    Ok(after)
}
