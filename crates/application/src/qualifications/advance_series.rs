use super::record;
use super::sight::hold_series;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseSeries, SeriesVerb};
use domain::shared::CourseSeriesId;
use persistence::qualifications::SeriesList;

/// A step of a series: it is published, begins, is completed, cancelled or archived.
#[derive(Clone, Copy, Debug)]
pub struct AdvanceSeries {
    /// Which.
    pub id: CourseSeriesId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What is done with it.
    pub verb: SeriesVerb,
}

/// Makes one step with a series.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn advance_series(call: &Call, input: AdvanceSeries) -> Result<CourseSeries, Error> {
    let unit = call.begin().await?;
    let before = hold_series(call, &unit, input.id, "id").await?;
    let permit = call.permit(Action::SeriesDecide, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().advance(input.verb)?;
    let after = CourseSeries { version: before.version + 1, updated_at: unit.now(), ..after };
    SeriesList::update(&unit, &after, before.version).await?;
    unit.commit([record::series(permit, event(input.verb), Some(&before), &after)]).await?;
    Ok(after)
}

const fn event(verb: SeriesVerb) -> &'static str {
    match verb {
        SeriesVerb::Publish => "courseSeries.published",
        SeriesVerb::Start => "courseSeries.started",
        SeriesVerb::Complete => "courseSeries.completed",
        SeriesVerb::Cancel => "courseSeries.cancelled",
        SeriesVerb::Archive => "courseSeries.archived",
    }
}
