use super::host::permit;
use super::record;
use super::sight::hold_series;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseModule, ModuleDraft, ModulePlan, check_prerequisites};
use domain::shared::CourseModuleId;
use persistence::qualifications::Modules;

/// A change of what is said about a module: all of it is said anew.
#[derive(Clone, Debug)]
pub struct UpdateModule {
    /// Which.
    pub id: CourseModuleId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What is said about it.
    pub plan: ModuleDraft,
}

/// Changes what is said about a module.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` once its series is over, `CYCLE` when modules would ask for each other,
/// and what is wrong with the input.
pub async fn update_module(call: &Call, input: UpdateModule) -> Result<CourseModule, Error> {
    let plan = ModulePlan::check(&input.plan)?;
    let unit = call.begin().await?;
    let not_found = || Error::not_found("id");
    let series = Modules::of(&unit).find(input.id).await?.ok_or_else(not_found)?.series;
    // The series is held, so that two changes cannot make a cycle together.
    let series = hold_series(call, &unit, series, "id").await?;
    let permit = permit(call, Action::SeriesPlan, &series)?;
    let modules = Modules::of(&unit).of_series([series.id]).await?.remove(&series.id).unwrap_or_default();
    let before = modules.iter().find(|module| module.id == input.id).ok_or_else(not_found)?;
    expect_version(before.version, input.expected_version)?;
    series.expect_open("update")?;
    check_prerequisites(before.id, &plan.prerequisites, &modules)?;
    if plan == before.plan {
        return Ok(before.clone());
    }
    let after = CourseModule { plan, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Modules::update(&unit, &after, before.version).await?;
    unit.commit([record::module(permit, "courseModule.updated", &series, Some(before), &after)]).await?;
    Ok(after)
}
