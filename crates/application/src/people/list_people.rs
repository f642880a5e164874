use crate::{Call, Error};
use domain::access::Action;
use domain::people::{FunctionRole, Person, PersonState};
use domain::shared::{Date, OrganisationId, Page, PageRequest, Refusals, Slice, Text};
use domain::territories::TerritoryKey;
use persistence::people::{People, PersonFilter, PersonOrder};
use std::collections::HashMap;

/// Which people; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPeople {
    /// Whose record this organisation keeps, or who hold a function in it.
    pub organisation: Option<OrganisationId>,
    /// Whose record is kept in the territory with this key or one in it.
    pub territory: Option<String>,
    /// Who hold a function in one of these roles; with an organisation, in that one.
    pub roles: Vec<FunctionRole>,
    /// In one of these states.
    pub states: Vec<PersonState>,
    /// With these words in title and name.
    pub text: Option<String>,
    /// The day on which functions are looked at; today without a day.
    pub on: Option<Date>,
}

impl ListPeople {
    fn check(self, call: &Call) -> Result<PersonFilter, Error> {
        let mut refusals = Refusals::new();
        let key = self.territory.as_deref().map(TerritoryKey::new).transpose();
        let territory = refusals.take("territoryKey", key);
        let text = refusals.take("text", Text::<100, false>::optional(self.text.as_deref()));
        let filter = territory.zip(text).map(|(territory, text)| PersonFilter {
            organisation: self.organisation,
            territory,
            roles: self.roles,
            states: self.states,
            text: text.map(|text| text.to_string()),
            ..PersonFilter::on(self.on.unwrap_or_else(|| call.today()))
        });
        Ok(refusals.into_result(filter)?)
    }
}

/// One page of the people whom the caller may see.
///
/// # Errors
/// What is wrong with the filter, `INVALID` for a cursor that is not one of this list.
pub async fn list_people(
    call: &Call,
    filter: ListPeople,
    by: PersonOrder,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Person>, Error> {
    let filter = filter.check(call)?;
    let seen = call.visibility(Action::PersonRead);
    Ok(People::of(call.database()).list(&seen, &filter, by, descending, page).await?)
}

/// How many of them the caller may see.
///
/// # Errors
/// What is wrong with the filter.
pub async fn count_people(call: &Call, filter: ListPeople) -> Result<u64, Error> {
    let filter = filter.check(call)?;
    Ok(People::of(call.database()).count(&call.visibility(Action::PersonRead), &filter).await?)
}

/// The active people whose records are kept by each of many organisations, by name, as far as the caller may see them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_people_kept_by(
    call: &Call,
    organisations: &[OrganisationId],
    slice: Slice,
) -> Result<HashMap<OrganisationId, Vec<Person>>, Error> {
    let seen = call.visibility(Action::PersonRead);
    Ok(People::of(call.database()).kept_by(&seen, organisations, slice).await?)
}
