//! Between rows and people with their functions.

use crate::entities::{person, person_function};
use crate::error::StoreError;
use crate::stored::{checked, code, instant, period};
use domain::people::{Person, PersonFunction, PersonName};
use domain::shared::{Name, OrganisationId};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

pub(crate) fn read(row: person::Model) -> Result<Person, StoreError> {
    const WHAT: &str = "person";
    let name = PersonName {
        salutation: row.salutation.as_deref().map(|salutation| code(WHAT, salutation)).transpose()?,
        title: checked(WHAT, Name::optional(row.title.as_deref()))?,
        given: checked(WHAT, Name::optional(row.given_name.as_deref()))?,
        family: checked(WHAT, Name::new(&row.family_name))?,
    };
    Ok(Person {
        id: row.id.into(),
        name,
        languages: row.languages.split_whitespace().map(str::to_owned).collect(),
        organisation: row.organisation_id.into(),
        district: row.district_key,
        state: code(WHAT, &row.state)?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write(person: &Person) -> person::ActiveModel {
    let name = &person.name;
    person::ActiveModel {
        id: Set(person.id.uuid()),
        organisation_id: Set(person.organisation.uuid()),
        district_key: Set(person.district.clone()),
        salutation: Set(name.salutation.map(|salutation| salutation.code().to_owned())),
        title: Set(name.title.as_ref().map(Name::to_string)),
        given_name: Set(name.given.as_ref().map(Name::to_string)),
        family_name: Set(name.family.to_string()),
        languages: Set(person.languages.join(" ")),
        state: Set(person.state.code().to_owned()),
        name_key: Set(name.key()),
        search_key: Set(name.search_key()),
        sort_key: Set(name.sort_key()),
        version: Set(person.version),
        created_at: Set(person.created_at.as_micros()),
        updated_at: Set(person.updated_at.as_micros()),
    }
}

pub(super) fn read_function(row: person_function::Model) -> Result<PersonFunction, StoreError> {
    const WHAT: &str = "function";
    Ok(PersonFunction {
        id: row.id.into(),
        person: row.person_id.into(),
        held_in: row.held_in_id.into(),
        role: code(WHAT, &row.role)?,
        local_label: checked(WHAT, Name::optional(row.local_label.as_deref()))?,
        period: period(WHAT, &row.valid_from, row.valid_until.as_deref())?,
        on_behalf_of: row.on_behalf_of_id.map(OrganisationId::from),
        organisation: row.organisation_id.into(),
        district: row.district_key,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write_function(function: &PersonFunction) -> person_function::ActiveModel {
    person_function::ActiveModel {
        id: Set(function.id.uuid()),
        person_id: Set(function.person.uuid()),
        organisation_id: Set(function.organisation.uuid()),
        district_key: Set(function.district.clone()),
        held_in_id: Set(function.held_in.uuid()),
        role: Set(function.role.code().to_owned()),
        local_label: Set(function.local_label.as_ref().map(Name::to_string)),
        valid_from: Set(function.period.from.to_string()),
        valid_until: Set(function.period.until.map(|until| until.to_string())),
        on_behalf_of_id: Set(function.on_behalf_of.map(Uuid::from)),
        version: Set(function.version),
        created_at: Set(function.created_at.as_micros()),
        updated_at: Set(function.updated_at.as_micros()),
    }
}
