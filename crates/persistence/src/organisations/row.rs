//! Between rows and organisations.

use crate::entities::{organisation, organisation_stage};
use crate::error::StoreError;
use crate::stored::{checked, code, corrupt, instant, period};
use domain::organisations::{Address, Organisation, Profile, Stage};
use domain::shared::{Name, OrganisationId, Period, sort_key};
use domain::territories::TerritoryKey;
use sea_orm::ActiveValue::Set;
use std::collections::BTreeSet;
use std::fmt::Display;
use uuid::Uuid;

const WHAT: &str = "organisation";

/// Both tables have the columns of a profile, with the same names.
macro_rules! read_profile {
    ($row:ident) => {
        Profile {
            name: checked(WHAT, Name::new(&$row.name))?,
            short_name: checked(WHAT, Name::optional($row.short_name.as_deref()))?,
            kind: code(WHAT, &$row.kind)?,
            legal_form: checked(WHAT, Name::optional($row.legal_form.as_deref()))?,
            local_label: checked(WHAT, Name::optional($row.local_label.as_deref()))?,
            functions: $row.functions.split_whitespace().map(|word| code(WHAT, word)).collect::<Result<_, _>>()?,
            parent: $row.parent_id.map(OrganisationId::from),
            district: checked(WHAT, $row.district_key.as_deref().map(TerritoryKey::new).transpose())?,
            territories: territory_keys(&$row.territories)?,
        }
    };
}

fn territory_keys(keys: &str) -> Result<BTreeSet<TerritoryKey>, StoreError> {
    keys.split_whitespace().map(|key| checked(WHAT, TerritoryKey::new(key))).collect()
}

/// Words with a space before and after each: `% WORD %` finds a word, and `% START%` one that starts like this.
fn spaced<T: Display>(words: impl IntoIterator<Item = T>) -> String {
    words.into_iter().fold(" ".to_owned(), |spaced, word| format!("{spaced}{word} "))
}

pub(super) fn read(row: organisation::Model) -> Result<Organisation, StoreError> {
    let profile = read_profile!(row);
    let address = match (row.postal_code, row.place) {
        (Some(code), Some(place)) => {
            Some(Address::new(row.street.as_deref(), &code, &place).map_err(|refusals| corrupt(WHAT, refusals.len()))?)
        }
        _ => None,
    };
    Ok(Organisation {
        id: row.id.into(),
        profile,
        address,
        sponsor: row.sponsor_id.map(OrganisationId::from),
        period: period(WHAT, &row.valid_from, row.valid_until.as_deref())?,
        state: code(WHAT, &row.state)?,
        merged_into: row.merged_into_id.map(OrganisationId::from),
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn read_stage(row: &organisation_stage::Model) -> Result<Stage, StoreError> {
    let period = period(WHAT, &row.valid_from, row.valid_until.as_deref())?;
    Ok(Stage { period, profile: read_profile!(row) })
}

pub(super) fn write(organisation: &Organisation) -> organisation::ActiveModel {
    let Organisation { profile, address, .. } = organisation;
    let text = |name: &Option<Name>| Set(name.as_ref().map(Name::to_string));
    let office = profile.education_office_of().ok().flatten().filter(|_| organisation.is_active());
    organisation::ActiveModel {
        id: Set(organisation.id.uuid()),
        name: Set(profile.name.to_string()),
        short_name: text(&profile.short_name),
        kind: Set(profile.kind.code().to_owned()),
        legal_form: text(&profile.legal_form),
        local_label: text(&profile.local_label),
        state: Set(organisation.state.code().to_owned()),
        parent_id: Set(profile.parent.map(Uuid::from)),
        district_key: Set(profile.district.as_ref().map(TerritoryKey::to_string)),
        functions: Set(spaced(&profile.functions)),
        territories: Set(spaced(&profile.territories)),
        street: Set(address.as_ref().and_then(|address| address.street.as_ref()).map(Name::to_string)),
        postal_code: Set(address.as_ref().map(|address| address.postal_code.clone())),
        place: Set(address.as_ref().map(|address| address.place.to_string())),
        sponsor_id: Set(organisation.sponsor.map(Uuid::from)),
        valid_from: Set(organisation.period.from.to_string()),
        valid_until: Set(organisation.period.until.map(|until| until.to_string())),
        merged_into_id: Set(organisation.merged_into.map(Uuid::from)),
        education_office_of: Set(office.map(TerritoryKey::to_string)),
        search_key: Set(profile.search_key()),
        sort_key: Set(sort_key(profile.name.as_str())),
        version: Set(organisation.version),
        created_at: Set(organisation.created_at.as_micros()),
        updated_at: Set(organisation.updated_at.as_micros()),
    }
}

pub(super) fn write_stage(id: OrganisationId, period: Period, profile: &Profile) -> organisation_stage::ActiveModel {
    let text = |name: &Option<Name>| Set(name.as_ref().map(Name::to_string));
    organisation_stage::ActiveModel {
        organisation_id: Set(id.uuid()),
        valid_from: Set(period.from.to_string()),
        valid_until: Set(period.until.map(|until| until.to_string())),
        name: Set(profile.name.to_string()),
        short_name: text(&profile.short_name),
        kind: Set(profile.kind.code().to_owned()),
        legal_form: text(&profile.legal_form),
        local_label: text(&profile.local_label),
        parent_id: Set(profile.parent.map(Uuid::from)),
        district_key: Set(profile.district.as_ref().map(TerritoryKey::to_string)),
        functions: Set(spaced(&profile.functions)),
        territories: Set(spaced(&profile.territories)),
        search_key: Set(profile.search_key()),
        sort_key: Set(sort_key(profile.name.as_str())),
    }
}
