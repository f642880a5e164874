//! The territories that come with the binary, in the project's own form.

use crate::Error;
use domain::shared::{Ids, Name, Period, Refusal, TerritoryId};
use domain::territories::{Hectares, Nuts3, Population, RegionalKey, Territory, TerritoryFacts, TerritoryKey};
use serde::Deserialize;

/// Where the data come from and under which licence stands in its first lines.
const TERRITORIES: &str = include_str!("../../reference/territories.tsv");

/// One line of the file.
#[derive(Deserialize)]
struct Line {
    key: String,
    regional_key: String,
    kind: String,
    official_name: String,
    seat: Option<String>,
    nuts3: Option<String>,
    population: Option<u32>,
    population_date: Option<String>,
    area_hectares: Option<u32>,
    valid_from: String,
    valid_until: Option<String>,
    successors: Option<String>,
}

/// The territories, and which became which.
pub(super) struct Reference {
    pub(super) territories: Vec<Territory>,
    pub(super) successions: Vec<(TerritoryId, TerritoryId)>,
}

/// The day whose directory the file gives (Gebietsstand).
const STATUS_DATE: jiff::civil::Date = jiff::civil::date(2023, 11, 30);

/// Reads the file that comes with the binary, with new ids.
pub(super) fn read(ids: &dyn Ids) -> Result<Reference, Error> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').comment(Some(b'#')).from_reader(TERRITORIES.as_bytes());
    let (mut territories, mut became) = (Vec::new(), Vec::new());
    for line in reader.deserialize::<Line>() {
        let line = line.map_err(Error::unexpected)?;
        let territory = line.territory(TerritoryId::new(ids))?;
        for successor in line.successors.as_deref().unwrap_or_default().split_whitespace() {
            became.push((territory.id, TerritoryKey::new(successor)?));
        }
        territories.push(territory);
    }
    // Whatever has a successor ended, so a successor's key stands for the territory that lasts.
    let lasting = |key: &TerritoryKey| {
        territories
            .iter()
            .find(|territory: &&Territory| territory.facts.key == *key && territory.period.until.is_none())
    };
    let successions = became.iter().filter_map(|(id, key)| lasting(key).map(|successor| (*id, successor.id))).collect();
    Ok(Reference { territories, successions })
}

impl Line {
    fn territory(&self, id: TerritoryId) -> Result<Territory, Error> {
        let key = TerritoryKey::new(&self.key)?;
        let kind = self.kind.parse().map_err(Error::unexpected)?;
        let regional_key = RegionalKey::new(&self.regional_key, &key)?;
        let mut facts = TerritoryFacts::new(key, kind, regional_key, Name::new(&self.official_name)?, STATUS_DATE)?;
        facts.seat = Name::optional(self.seat.as_deref())?;
        facts.nuts3 = self.nuts3.as_deref().map(Nuts3::new).transpose()?;
        facts.area = self.area_hectares.map(Hectares);
        let date = |text: &str| text.parse().map_err(Error::unexpected);
        let counted = self.population_date.as_deref().map(date).transpose()?;
        facts.population = self.population.zip(counted).map(|(inhabitants, on)| Population { inhabitants, on });
        let until = self.valid_until.as_deref().map(date).transpose()?;
        let period = Period::new(date(&self.valid_from)?, until).map_err(|refusal: Refusal| Error::from(refusal))?;
        Ok(Territory { id, facts, period, version: 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemIds;
    use domain::shared::Date;
    use domain::territories::TerritoryLevel;

    fn on_level(territories: &[Territory], level: TerritoryLevel, day: &str) -> Vec<String> {
        let day: Date = day.parse().unwrap();
        let on_day = territories.iter().filter(|territory| territory.period.contains(day));
        let on_level = on_day.filter(|territory| level.kinds().contains(&territory.facts.kind));
        on_level.map(|territory| territory.facts.key.to_string()).collect()
    }

    #[test]
    fn the_reference_has_the_numbers_that_are_known() {
        let reference = read(&SystemIds).unwrap();
        let territories = &reference.territories;
        for (level, day, expected) in [
            (TerritoryLevel::State, "2023-11-30", 1),
            (TerritoryLevel::AdministrativeRegion, "2023-11-30", 5),
            (TerritoryLevel::District, "2023-11-30", 53),
            (TerritoryLevel::District, "2009-10-21", 53),
            (TerritoryLevel::District, "2009-10-20", 54),
            (TerritoryLevel::Municipality, "2023-11-30", 396),
            (TerritoryLevel::Municipality, "2009-10-20", 396),
        ] {
            assert_eq!(on_level(territories, level, day).len(), expected, "{level} on {day}");
        }
        let inhabitants = |level: TerritoryLevel| -> u32 {
            let lasting = territories.iter().filter(|territory| territory.period.until.is_none());
            let on_level = lasting.filter(|territory| level.kinds().contains(&territory.facts.kind));
            on_level.map(|territory| territory.facts.population.unwrap().inhabitants).sum()
        };
        for level in TerritoryLevel::ALL {
            assert_eq!(inhabitants(*level), 18_139_116, "{level}");
        }
    }

    #[test]
    fn every_territory_has_one_above_it_on_every_day() {
        let reference = read(&SystemIds).unwrap();
        for day in ["1976-07-01", "2009-10-20", "2009-10-21", "2023-11-30"] {
            let day: Date = day.parse().unwrap();
            let known: Vec<_> = reference.territories.iter().filter(|known| known.period.contains(day)).collect();
            for parent in known.iter().filter_map(|known| known.facts.key.parent()) {
                assert!(known.iter().any(|known| known.facts.key == parent), "{parent} on {day}");
            }
        }
    }

    #[test]
    fn the_city_region_follows_the_city_and_the_district() {
        let reference = read(&SystemIds).unwrap();
        let find = |key: &str| reference.territories.iter().find(|known| known.facts.key.as_str() == key).unwrap();
        assert_eq!(reference.successions.len(), 12);
        for (from, to) in [("05313", "05334"), ("05313", "05334002"), ("05354", "05334"), ("05354036", "05334036")] {
            assert!(reference.successions.contains(&(find(from).id, find(to).id)), "{from} became {to}");
            assert_eq!(find(from).period.until.unwrap().tomorrow().unwrap(), find(to).period.from);
        }
    }
}
