//! A series of the demo world that is completed: whoever attended both modules has the certificate of the series, and
//! whoever attended the first one has that of this module.

use super::courses::Participants;
use super::past_sessions::{Past, hold, system};
use crate::qualifications::{
    AddModule, AdvanceSeries, CreateSeries, IssueCertificates, SeriesInput, add_module, advance_series, create_series,
    issue_certificates,
};
use crate::{Call, Error};
use domain::qualifications::{CourseKind, CourseModule, CourseSeries, ModuleDraft, SeriesVerb, TargetGroup};
use domain::shared::CourseModuleId;

/// Makes it.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub(super) async fn make_completed_series(call: &Call, with: &Participants) -> Result<(), Error> {
    const DAY: i64 = 86_400;
    let planned = system(call, call.now().plus_seconds(-100 * DAY));
    let series = series(&planned, with).await?;
    let first = module(&planned, &series, "Modul 1: Daten finden und lesen", None).await?;
    let second = module(&planned, &series, "Modul 2: Daten erklären", Some(first.id)).await?;
    let series = advance(&planned, series, SeriesVerb::Start).await?;
    let of = |module: &CourseModule, title, days, people| Past {
        series: series.id,
        module: Some(module.id),
        title,
        days,
        people,
    };
    let one = hold(call, of(&first, "Modul 1: Daten finden und lesen", 75, &with.people)).await?;
    // The last one could not come again.
    let (last, stayed) = with.people.split_last().ok_or_else(|| Error::unexpected("nobody takes part"))?;
    hold(call, of(&second, "Modul 2: Daten erklären", 40, stayed)).await?;
    let series = advance(&system(call, call.now().plus_seconds(-35 * DAY)), series, SeriesVerb::Complete).await?;
    issue_certificates(call, IssueCertificates { session: None, series: Some(series.id), people: None }).await?;
    let only = IssueCertificates { session: Some(one.id), series: None, people: Some(vec![*last]) };
    issue_certificates(call, only).await.map(drop)
}

async fn series(call: &Call, with: &Participants) -> Result<CourseSeries, Error> {
    let plan = SeriesInput {
        title: "Grundlagen des Bildungsmonitorings".to_owned(),
        description: Some("Zwei Module, die aufeinander aufbauen; abgeschlossen.".to_owned()),
        goals: Some("Daten finden, lesen und anderen erklären.".to_owned()),
        entitlement: None,
        target_groups: vec![TargetGroup::EducationOffice, TargetGroup::Monitoring],
        stages: Vec::new(),
        topics: vec!["Bildungsmonitoring".to_owned()],
        co_hosts: Vec::new(),
    };
    let draft = create_series(call, CreateSeries { host: with.agency, kind: CourseKind::TrainingSeries, plan }).await?;
    advance(call, draft, SeriesVerb::Publish).await
}

async fn module(
    call: &Call,
    series: &CourseSeries,
    title: &str,
    after: Option<CourseModuleId>,
) -> Result<CourseModule, Error> {
    let plan = ModuleDraft {
        title: title.to_owned(),
        description: None,
        minutes: 360,
        mandatory: true,
        prerequisites: after.into_iter().collect(),
    };
    add_module(call, AddModule { series: series.id, plan }).await
}

async fn advance(call: &Call, series: CourseSeries, verb: SeriesVerb) -> Result<CourseSeries, Error> {
    let step = AdvanceSeries { id: series.id, expected_version: series.version, verb };
    advance_series(call, step).await
}
