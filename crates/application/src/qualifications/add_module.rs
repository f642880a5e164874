use super::host::permit;
use super::record;
use super::sight::hold_series;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{CourseModule, ModuleDraft, ModulePlan, check_prerequisites};
use domain::shared::{CourseModuleId, CourseSeriesId, Refusal, RefusalCode};
use persistence::qualifications::Modules;

/// A module for a series.
#[derive(Clone, Debug)]
pub struct AddModule {
    /// For which series.
    pub series: CourseSeriesId,
    /// What is said about it.
    pub plan: ModuleDraft,
}

/// Adds a module at the end of a series.
///
/// # Errors
/// `NOT_FOUND` for the series or a module that is asked for, `WRONG_STATE` once the series is over, `TOO_MANY` above 50,
/// and what is wrong with the input.
pub async fn add_module(call: &Call, input: AddModule) -> Result<CourseModule, Error> {
    let plan = ModulePlan::check(&input.plan)?;
    let unit = call.begin().await?;
    let series = hold_series(call, &unit, input.series, "seriesId").await?;
    let permit = permit(call, Action::SeriesPlan, &series)?;
    series.expect_open("addModule").map_err(|refusal| refusal.at("seriesId"))?;
    let modules = Modules::of(&unit).of_series([series.id]).await?.remove(&series.id).unwrap_or_default();
    if modules.len() >= ModulePlan::MOST {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", ModulePlan::MOST).into());
    }
    let id = CourseModuleId::new(call.ids());
    check_prerequisites(id, &plan.prerequisites, &modules)?;
    let module = CourseModule {
        id,
        series: series.id,
        place: modules.iter().map(|module| module.place).max().unwrap_or_default() + 1,
        plan,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    Modules::insert(&unit, &module).await?;
    unit.commit([record::module(permit, "courseModule.added", &series, None, &module)]).await?;
    Ok(module)
}
