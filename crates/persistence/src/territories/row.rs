//! Between rows and territories.

use crate::entities::territory;
use crate::error::StoreError;
use crate::stored::{corrupt, date, optional_date};
use domain::shared::{Name, Period, Refusal, Timestamp, sort_key};
use domain::territories::{Hectares, Nuts3, Population, RegionalKey, Territory, TerritoryFacts, TerritoryKey};
use sea_orm::ActiveValue::Set;

const WHAT: &str = "territory";

/// Reads a row.
pub(crate) fn read(row: &territory::Model) -> Result<Territory, StoreError> {
    let valid = |refusal: Refusal| corrupt(WHAT, format!("{}: {:?}", row.key, refusal.code));
    let key = TerritoryKey::new(&row.key).map_err(valid)?;
    let regional_key = RegionalKey::new(&row.regional_key, &key).map_err(valid)?;
    let kind = row.kind.parse().map_err(|error| corrupt(WHAT, error))?;
    let official_name = Name::new(&row.official_name).map_err(valid)?;
    let status_date = date(WHAT, &row.status_date)?;
    let mut facts = TerritoryFacts::new(key, kind, regional_key, official_name, status_date).map_err(valid)?;
    facts.name = Name::new(&row.name).map_err(valid)?;
    facts.nuts3 = row.nuts3.as_deref().map(Nuts3::new).transpose().map_err(valid)?;
    facts.seat = row.seat.as_deref().map(Name::new).transpose().map_err(valid)?;
    facts.area = row.area_hectares.map(whole).transpose()?.map(Hectares);
    facts.population = match (row.population, optional_date(WHAT, row.population_date.as_deref())?) {
        (Some(inhabitants), Some(on)) => Some(Population { inhabitants: whole(inhabitants)?, on }),
        _ => None,
    };
    let period = Period::new(date(WHAT, &row.valid_from)?, optional_date(WHAT, row.valid_until.as_deref())?);
    Ok(Territory { id: row.id.into(), facts, period: period.map_err(valid)?, version: row.version })
}

fn whole(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|error| corrupt(WHAT, error))
}

/// The row of a territory as it is after a change. `created_at` is left to the insert.
pub(super) fn write(territory: &Territory, now: Timestamp) -> territory::ActiveModel {
    let facts = &territory.facts;
    territory::ActiveModel {
        id: Set(territory.id.uuid()),
        key: Set(facts.key.to_string()),
        parent_key: Set(facts.key.parent().map(|key| key.to_string())),
        kind: Set(facts.kind.code().to_owned()),
        regional_key: Set(facts.regional_key.as_str().to_owned()),
        nuts3: Set(facts.nuts3.as_ref().map(|code| code.as_str().to_owned())),
        name: Set(facts.name.to_string()),
        official_name: Set(facts.official_name.to_string()),
        seat: Set(facts.seat.as_ref().map(ToString::to_string)),
        population: Set(facts.population.map(|population| population.inhabitants.into())),
        population_date: Set(facts.population.map(|population| population.on.to_string())),
        area_hectares: Set(facts.area.map(|area| area.0.into())),
        status_date: Set(facts.status_date.to_string()),
        valid_from: Set(territory.period.from.to_string()),
        valid_until: Set(territory.period.until.map(|day| day.to_string())),
        search_key: Set(facts.search_key()),
        sort_key: Set(sort_key(facts.name.as_str())),
        version: Set(territory.version),
        updated_at: Set(now.as_micros()),
        ..Default::default()
    }
}
