//! Rows that become functions of people in organisations.

use super::cells::{Cells, Known};
use super::row::{Lookup, Tried};
use crate::people::{AssignFunction, assign_function, find_meant};
use crate::{Call, Error};
use domain::integration::imports::ImportField as F;
use domain::people::{FunctionRole, PersonName};
use domain::shared::{EmailAddress, Id, Name, PersonId, Refusal, RefusalCode, read_global_id};

const ROLES: Known<FunctionRole> =
    Known { all: FunctionRole::ALL, code: FunctionRole::code, german: FunctionRole::german };

/// Gives a function to the person who is meant, unless they hold it at that time.
pub(super) async fn enter(call: &Call, lookup: &mut Lookup<'_>, cells: &mut Cells<'_>) -> Result<Tried, Error> {
    let role = cells.coded(F::Role, &ROLES);
    let (from, until) = (cells.day(F::ValidFrom), cells.day(F::ValidUntil));
    let organisation = lookup.organisation(cells, F::Organisation).await?;
    let on_behalf_of = lookup.organisation(cells, F::OnBehalfOf).await?;
    let person = person(call, lookup, cells).await?;
    if role.is_none() && cells.text(F::Role).is_none() {
        cells.refuse(Some(F::Role), &Refusal::new(RefusalCode::Required));
    }
    let (Some(role), Some(person), true) = (role, person, cells.are_good()) else { return Ok(Tried::Refused) };
    let input = AssignFunction {
        person,
        organisation: organisation.unwrap_or(lookup.owner()),
        role,
        local_label: cells.owned(F::LocalLabel),
        from,
        until,
        on_behalf_of,
    };
    Tried::of(assign_function(call, input).await.map(|made| made.id.uuid()), cells, field)
}

/// Who is meant: by id, else by e-mail address, else by name. People whom the caller does not see do not exist.
async fn person(call: &Call, lookup: &Lookup<'_>, cells: &mut Cells<'_>) -> Result<Option<PersonId>, Error> {
    if let Some(text) = cells.text(F::Person) {
        let id = read_global_id(text).filter(|(kind, _)| kind == PersonId::TYPE).map(|(_, id)| PersonId::from(id));
        if id.is_none() {
            cells.refuse(Some(F::Person), &Refusal::new(RefusalCode::NotFound));
        }
        return Ok(id);
    }
    let (field, found) = if let Some(text) = cells.text(F::Email) {
        let email = match EmailAddress::new(text) {
            Ok(email) => email,
            Err(refusal) => {
                cells.refuse(Some(F::Email), &refusal);
                return Ok(None);
            }
        };
        (F::Email, find_meant(call, lookup.whole(), Some(&email), None).await?)
    } else {
        let family = cells.text(F::FamilyName).map_or_else(|| Err(Refusal::new(RefusalCode::Required)), Name::new);
        let given = Name::optional(cells.text(F::GivenName));
        let (family, given) = match (family, given) {
            (Ok(family), Ok(given)) => (family, given),
            (family, given) => {
                for (field, refusal) in [(F::FamilyName, family.err()), (F::GivenName, given.err())] {
                    if let Some(refusal) = refusal {
                        cells.refuse(Some(field), &refusal);
                    }
                }
                return Ok(None);
            }
        };
        let name = PersonName { salutation: None, title: None, given, family };
        (F::FamilyName, find_meant(call, lookup.whole(), None, Some(&name)).await?)
    };
    if let [person] = found.as_slice() {
        return Ok(Some(person.id));
    }
    let code = if found.is_empty() { RefusalCode::NotFound } else { RefusalCode::Ambiguous };
    cells.refuse(Some(field), &Refusal::new(code));
    Ok(None)
}

/// The field of a row that says what stands at this place of the verb's input.
fn field(cells: &Cells<'_>, path: &[String]) -> Option<F> {
    Some(match path.first()?.as_str() {
        "organisationId" | "permission" => F::Organisation,
        "onBehalfOfId" => F::OnBehalfOf,
        "localLabel" => F::LocalLabel,
        "from" => F::ValidFrom,
        "until" => F::ValidUntil,
        "personId" => {
            [F::Person, F::Email].into_iter().find(|field| cells.text(*field).is_some()).unwrap_or(F::FamilyName)
        }
        _ => return None,
    })
}
