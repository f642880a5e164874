use super::change_function::{changeable, organisation};
use super::record;
use crate::{Call, Error};
use domain::access::Action;
use domain::people::{FunctionRole, PersonFunction, check_overlap};
use domain::shared::{Date, Edit, FunctionId, Name, OrganisationId, Period, Refusals};
use persistence::people::Functions;

/// A correction of a function. What is left out stays as it is.
#[derive(Clone, Debug)]
pub struct CorrectFunction {
    /// Which.
    pub id: FunctionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// As what.
    pub role: Option<FunctionRole>,
    /// What it is called on the spot.
    pub local_label: Edit<String>,
    /// From when.
    pub from: Option<Date>,
    /// Until when.
    pub until: Edit<Date>,
    /// For which other organisation the person acts.
    pub on_behalf_of: Edit<OrganisationId>,
}

/// Corrects what was recorded about a function.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `OVERLAP` when the person holds the same function at the same time, and what is
/// wrong with the input.
pub async fn correct_function(call: &Call, input: CorrectFunction) -> Result<PersonFunction, Error> {
    let unit = call.begin().await?;
    let (before, permit) = changeable(call, &unit, input.id, input.expected_version).await?;
    let mut refusals = Refusals::new();
    let label = input.local_label.read(|text| Name::optional(Some(&text)));
    let label = refusals.take("localLabel", label);
    let from = input.from.unwrap_or(before.period.from);
    let period = Period::new(from, input.until.apply(before.period.until));
    let period = period.map_err(|refusal| refusals.push(refusal)).ok();
    let (label, period) = refusals.into_result(label.zip(period))?;
    if let Some(id) = input.on_behalf_of.value() {
        organisation(call, &unit, *id, "onBehalfOfId").await?;
    }
    let mut after = PersonFunction {
        role: input.role.unwrap_or(before.role),
        local_label: label.apply(before.local_label.clone()),
        period,
        on_behalf_of: input.on_behalf_of.apply(before.on_behalf_of),
        ..before.clone()
    };
    if after == before {
        return Ok(before);
    }
    let held = Functions::of(&unit).all_of(&call.visibility(Action::PersonRead), after.person).await?;
    check_overlap(&after, &held)?;
    after.version += 1;
    after.updated_at = unit.now();
    Functions::update(&unit, &after, before.version).await?;
    unit.commit([record::function_changed(permit, "function.corrected", Some(&before), &after)]).await?;
    Ok(after)
}
