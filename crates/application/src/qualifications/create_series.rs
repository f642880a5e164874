use super::host::{check_co_hosts, host};
use super::record;
use super::series_input::SeriesInput;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseKind, CourseSeries, SeriesPlan, SeriesState};
use domain::shared::{CourseSeriesId, OrganisationId};
use persistence::qualifications::SeriesList;

/// A series to be planned.
#[derive(Clone, Debug)]
pub struct CreateSeries {
    /// The organisation that holds it.
    pub host: OrganisationId,
    /// What kind of offer it is.
    pub kind: CourseKind,
    /// What is said about it.
    pub plan: SeriesInput,
}

/// Plans a series; it begins as a draft.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` or `WRONG_STATE` for the organisation.
pub async fn create_series(call: &Call, input: CreateSeries) -> Result<CourseSeries, Error> {
    let co_hosts = input.plan.co_hosts.clone();
    let plan = SeriesPlan::check(input.kind, &input.plan.into())?;
    let unit = call.begin().await?;
    let owner = host(call, &unit, input.host, input.kind).await?;
    let permit = call.permit(Action::SeriesPlan, &owner)?;
    check_co_hosts(call, &unit, input.host, &co_hosts).await.map_err(|error| error.at("plan"))?;
    let series = CourseSeries {
        id: CourseSeriesId::new(call.ids()),
        host: input.host,
        host_district: owner.district,
        kind: input.kind,
        plan,
        state: SeriesState::Draft,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    SeriesList::insert(&unit, &series).await?;
    unit.commit([record::series(permit, "courseSeries.created", None, &series)]).await?;
    Ok(series)
}
