use super::change_function::{hold_person, organisation};
use super::record;
use crate::{Call, Error};
use domain::access::Action;
use domain::people::{FunctionRole, PersonFunction, check_overlap};
use domain::shared::{Date, FunctionId, Name, OrganisationId, Period, PersonId, Refusals};
use persistence::people::Functions;

/// A function that a person is to hold.
#[derive(Clone, Debug)]
pub struct AssignFunction {
    /// Who.
    pub person: PersonId,
    /// In which organisation.
    pub organisation: OrganisationId,
    /// As what.
    pub role: FunctionRole,
    /// What it is called on the spot.
    pub local_label: Option<String>,
    /// From when; from today without a day.
    pub from: Option<Date>,
    /// Until when; without a day it lasts.
    pub until: Option<Date>,
    /// For which other organisation the person acts.
    pub on_behalf_of: Option<OrganisationId>,
}

/// Gives a function in an organisation to a person whom the caller sees.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` for a person or organisation, `WRONG_STATE` when the person or the
/// organisation is not active, `OVERLAP` when they hold the same function at the same time.
pub async fn assign_function(call: &Call, input: AssignFunction) -> Result<PersonFunction, Error> {
    let mut refusals = Refusals::new();
    let label = refusals.take("localLabel", Name::optional(input.local_label.as_deref()));
    let period = Period::new(input.from.unwrap_or_else(|| call.today()), input.until);
    let period = period.map_err(|refusal| refusals.push(refusal)).ok();
    let (local_label, period) = refusals.into_result(label.zip(period))?;
    let unit = call.begin().await?;
    let person = hold_person(call, &unit, input.person, "personId").await?;
    let held_in = organisation(call, &unit, input.organisation, "organisationId").await?;
    let permit = call.permit(Action::PersonAssignFunction, &held_in.owner())?;
    if let Some(id) = input.on_behalf_of {
        organisation(call, &unit, id, "onBehalfOfId").await?;
    }
    person.expect_active("assignFunction").map_err(|refusal| refusal.at("personId"))?;
    held_in.expect_active("assignFunction").map_err(|refusal| refusal.at("organisationId"))?;
    let function = PersonFunction {
        id: FunctionId::new(call.ids()),
        person: person.id,
        held_in: held_in.id,
        role: input.role,
        local_label,
        period,
        on_behalf_of: input.on_behalf_of,
        organisation: person.organisation,
        district: person.district,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    let held = Functions::of(&unit).all_of(&call.visibility(Action::PersonRead), function.person).await?;
    check_overlap(&function, &held)?;
    Functions::insert(&unit, std::slice::from_ref(&function)).await?;
    unit.commit([record::function_assigned(permit, &function)]).await?;
    Ok(function)
}
