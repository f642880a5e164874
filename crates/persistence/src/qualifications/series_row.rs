//! Between rows and series with their modules.

use crate::entities::{course_module, course_series};
use crate::error::StoreError;
use crate::stored::{checked, code, corrupt, instant};
use domain::qualifications::{CourseModule, CourseSeries, ModulePlan, SeriesPlan};
use domain::shared::{CourseModuleId, LongText, Name, OrganisationId, sort_key};
use sea_orm::ActiveValue::Set;
use std::fmt::Display;
use std::str::FromStr;
use uuid::Uuid;

/// Reads codes with a space between them.
pub(super) fn words<T: FromStr<Err: Display>, S: FromIterator<T>>(
    what: &'static str,
    text: &str,
) -> Result<S, StoreError> {
    text.split_whitespace().map(|word| code(what, word)).collect()
}

/// Writes codes with a space between them.
pub(super) fn spaced<T: Display>(words: impl IntoIterator<Item = T>) -> String {
    words.into_iter().map(|word| word.to_string()).collect::<Vec<_>>().join(" ")
}

/// Reads a number that cannot be negative.
pub(super) fn amount(what: &'static str, number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|error| corrupt(what, error))
}

pub(super) fn read_series(row: course_series::Model) -> Result<CourseSeries, StoreError> {
    const WHAT: &str = "series";
    Ok(CourseSeries {
        id: row.id.into(),
        host: row.organisation_id.into(),
        host_district: row.district_key,
        kind: code(WHAT, &row.kind)?,
        plan: SeriesPlan {
            title: checked(WHAT, Name::new(&row.title))?,
            description: checked(WHAT, LongText::optional(row.description.as_deref()))?,
            goals: checked(WHAT, LongText::optional(row.goals.as_deref()))?,
            entitlement: code(WHAT, &row.entitlement)?,
            target_groups: words(WHAT, &row.target_groups)?,
            stages: words(WHAT, &row.stages)?,
            topics: row.topics.lines().map(|line| checked(WHAT, Name::new(line))).collect::<Result<_, _>>()?,
            co_hosts: words::<Uuid, Vec<_>>(WHAT, &row.co_hosts)?.into_iter().map(OrganisationId::from).collect(),
        },
        state: code(WHAT, &row.state)?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write_series(series: &CourseSeries) -> course_series::ActiveModel {
    let plan = &series.plan;
    course_series::ActiveModel {
        id: Set(series.id.uuid()),
        organisation_id: Set(series.host.uuid()),
        district_key: Set(series.host_district.clone()),
        kind: Set(series.kind.code().to_owned()),
        title: Set(plan.title.to_string()),
        description: Set(plan.description.as_ref().map(LongText::to_string)),
        goals: Set(plan.goals.as_ref().map(LongText::to_string)),
        entitlement: Set(plan.entitlement.code().to_owned()),
        target_groups: Set(spaced(&plan.target_groups)),
        stages: Set(spaced(&plan.stages)),
        topics: Set(plan.topics.iter().map(Name::as_str).collect::<Vec<_>>().join("\n")),
        state: Set(series.state.code().to_owned()),
        audience: Set(series.audience().code().to_owned()),
        search_key: Set(plan.search_key()),
        sort_key: Set(sort_key(plan.title.as_str())),
        version: Set(series.version),
        created_at: Set(series.created_at.as_micros()),
        updated_at: Set(series.updated_at.as_micros()),
        co_hosts: Set(spaced(&plan.co_hosts)),
    }
}

pub(super) fn read_module(row: &course_module::Model) -> Result<CourseModule, StoreError> {
    const WHAT: &str = "module";
    let prerequisites = words::<Uuid, Vec<_>>(WHAT, &row.prerequisites)?;
    Ok(CourseModule {
        id: row.id.into(),
        series: row.series_id.into(),
        place: row.place,
        plan: ModulePlan {
            title: checked(WHAT, Name::new(&row.title))?,
            description: checked(WHAT, LongText::optional(row.description.as_deref()))?,
            minutes: amount(WHAT, row.minutes)?,
            mandatory: row.mandatory != 0,
            prerequisites: prerequisites.into_iter().map(CourseModuleId::from).collect(),
        },
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write_module(module: &CourseModule) -> course_module::ActiveModel {
    let plan = &module.plan;
    course_module::ActiveModel {
        id: Set(module.id.uuid()),
        series_id: Set(module.series.uuid()),
        place: Set(module.place),
        title: Set(plan.title.to_string()),
        description: Set(plan.description.as_ref().map(LongText::to_string)),
        minutes: Set(i64::from(plan.minutes)),
        mandatory: Set(i64::from(plan.mandatory)),
        prerequisites: Set(spaced(&plan.prerequisites)),
        version: Set(module.version),
        created_at: Set(module.created_at.as_micros()),
        updated_at: Set(module.updated_at.as_micros()),
    }
}
