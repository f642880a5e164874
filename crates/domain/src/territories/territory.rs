//! A territory: what the official directory says about one key, and for how long.

use super::key::{Nuts3, RegionalKey, TerritoryKey};
use super::kind::{TerritoryKind, TerritoryLevel};
use crate::shared::{Date, Name, Period, Refusal, RefusalCode, TerritoryId, search_key};
use std::fmt;

/// A territory in one period of its key (Gebietskörperschaft mit Gebietsstand).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// The record.
    pub id: TerritoryId,
    /// What the official directory says about it.
    pub facts: TerritoryFacts,
    /// From when until when the key stands for this territory.
    pub period: Period,
    /// The version of the record.
    pub version: i64,
}

impl Territory {
    /// The day on which this territory and its neighbours in the tree are looked at: the day asked for, or the
    /// nearest one on which it existed.
    pub fn day_near(&self, asked: Date) -> Date {
        let day = asked.max(self.period.from);
        self.period.until.map_or(day, |until| day.min(until))
    }
}

/// The number of inhabitants on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Population {
    /// How many.
    pub inhabitants: u32,
    /// On which day.
    pub on: Date,
}

impl fmt::Display for Population {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.inhabitants, self.on)
    }
}

/// An area in whole hectares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hectares(pub u32);

impl Hectares {
    /// The area in square kilometres.
    pub fn square_kilometres(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl fmt::Display for Hectares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One fact, as it is and as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub field: &'static str,
    /// As it is.
    pub old: Option<String>,
    /// As it will be.
    pub new: Option<String>,
}

/// What the official directory says about a territory. [`TerritoryFacts::new`] is the only way to make one, so kind
/// and keys fit each other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TerritoryFacts {
    /// Its key.
    pub key: TerritoryKey,
    /// Its kind.
    pub kind: TerritoryKind,
    /// Its regional key (ARS).
    pub regional_key: RegionalKey,
    /// Its name without additions, for instance `Erkrath`.
    pub name: Name,
    /// Its name in full, for instance `Erkrath, Fundort des Neanderthalers, Stadt`.
    pub official_name: Name,
    /// The NUTS 3 code of the district, also for the municipalities in it.
    pub nuts3: Option<Nuts3>,
    /// The seat of the administration.
    pub seat: Option<Name>,
    /// The inhabitants.
    pub population: Option<Population>,
    /// The area.
    pub area: Option<Hectares>,
    /// The status date (Gebietsstand) of the directory that said so.
    pub status_date: Date,
}

impl TerritoryFacts {
    /// Facts without what may be missing.
    ///
    /// # Errors
    /// `INVALID` when the key is not one of this kind.
    pub fn new(
        key: TerritoryKey,
        kind: TerritoryKind,
        regional_key: RegionalKey,
        official_name: Name,
        status_date: Date,
    ) -> Result<Self, Refusal> {
        if key.level() != kind.level() {
            let reason = format!("{key} is not the key of a territory of the kind {kind}");
            return Err(Refusal::new(RefusalCode::Invalid).with("reason", reason));
        }
        let name = short_name(&official_name)?;
        let (nuts3, seat, population, area) = (None, None, None, None);
        Ok(Self { key, kind, regional_key, name, official_name, nuts3, seat, population, area, status_date })
    }

    /// The key on the level of municipalities (Amtlicher Gemeindeschlüssel, AGS) with its eight digits.
    pub fn municipality_key(&self) -> Option<String> {
        TerritoryLevel::Municipality.kinds().contains(&self.kind).then(|| format!("{:0<8}", self.key.as_str()))
    }

    /// The name with the kind where the name alone does not tell: `Kreis Kleve`, `Stadt Kleve`, `Rhein-Kreis Neuss`.
    pub fn display_name(&self) -> String {
        let title = match self.kind {
            TerritoryKind::State | TerritoryKind::CityRegion => return self.name.to_string(),
            TerritoryKind::District if self.name.as_str().to_lowercase().contains("kreis") => {
                return self.name.to_string();
            }
            TerritoryKind::AdministrativeRegion => "Regierungsbezirk",
            TerritoryKind::District => "Kreis",
            TerritoryKind::IndependentCity | TerritoryKind::Town => "Stadt",
            TerritoryKind::Municipality => "Gemeinde",
        };
        format!("{title} {}", self.name)
    }

    /// What `new` says otherwise: its field, what stands here, and what `new` says. The status date alone is no news.
    pub fn differences(&self, new: &Self) -> Vec<Difference> {
        let name = |name: &Option<Name>| name.as_ref().map(ToString::to_string);
        let nuts = |code: &Option<Nuts3>| code.as_ref().map(|code| code.as_str().to_owned());
        let texts = |facts: &Self| {
            [
                ("kind", Some(facts.kind.to_string())),
                ("regionalKey", Some(facts.regional_key.as_str().to_owned())),
                ("nuts3", nuts(&facts.nuts3)),
                ("officialName", Some(facts.official_name.to_string())),
                ("seat", name(&facts.seat)),
                ("population", facts.population.map(|population| population.inhabitants.to_string())),
                ("populationDate", facts.population.map(|population| population.on.to_string())),
                ("areaHectares", facts.area.map(|area| area.to_string())),
            ]
        };
        let pairs = texts(self).into_iter().zip(texts(new));
        let differences = pairs.map(|((field, old), (_, new))| Difference { field, old, new });
        differences.filter(|difference| difference.old != difference.new).collect()
    }

    /// The words by which the territory is found: its names and keys, folded.
    pub fn search_key(&self) -> String {
        let key = self.municipality_key().unwrap_or_else(|| self.key.to_string());
        search_key(&format!("{} {} {key}", self.display_name(), self.official_name))
    }
}

/// The directory puts additions behind a comma, and the title of an administrative region before its name.
fn short_name(official: &Name) -> Result<Name, Refusal> {
    let name = official.as_str().split(',').next().unwrap_or_default();
    Name::new(name.trim_start_matches("Reg.-Bez."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(key: &str, kind: TerritoryKind, name: &str) -> TerritoryFacts {
        let key = TerritoryKey::new(key).unwrap();
        let digits = match key.level() {
            TerritoryLevel::Municipality => {
                format!("{}0{}{}", &key.as_str()[..5], &key.as_str()[5..], &key.as_str()[5..])
            }
            _ => format!("{:0<12}", key.as_str()),
        };
        let regional = RegionalKey::new(&digits, &key).unwrap();
        TerritoryFacts::new(key, kind, regional, Name::new(name).unwrap(), "2023-11-30".parse().unwrap()).unwrap()
    }

    #[test]
    fn names_lose_their_additions_and_gain_their_kind() {
        use TerritoryKind::*;
        let shown = |key, kind, name| facts(key, kind, name).display_name();
        assert_eq!(shown("05158004", Town, "Erkrath, Fundort des Neanderthalers, Stadt"), "Stadt Erkrath");
        assert_eq!(shown("051", AdministrativeRegion, "Reg.-Bez. Düsseldorf"), "Regierungsbezirk Düsseldorf");
        assert_eq!(shown("05154", District, "Kleve"), "Kreis Kleve");
        assert_eq!(shown("05958", District, "Hochsauerlandkreis"), "Hochsauerlandkreis");
        assert_eq!(shown("05334", CityRegion, "Städteregion Aachen"), "Städteregion Aachen");
    }

    #[test]
    fn an_independent_city_has_a_municipality_key_too() {
        assert_eq!(
            facts("05120", TerritoryKind::IndependentCity, "Remscheid, Stadt").municipality_key().as_deref(),
            Some("05120000")
        );
        assert_eq!(facts("05154", TerritoryKind::District, "Kleve").municipality_key(), None);
    }

    #[test]
    fn a_key_of_another_level_is_refused() {
        let key = TerritoryKey::new("05120").unwrap();
        let regional = RegionalKey::new("051200000000", &key).unwrap();
        let name = Name::new("Remscheid, Stadt").unwrap();
        assert!(TerritoryFacts::new(key, TerritoryKind::Town, regional, name, "2023-11-30".parse().unwrap()).is_err());
    }

    #[test]
    fn the_tree_is_looked_at_on_a_day_of_the_period() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let territory = Territory {
            id: uuid::Uuid::nil().into(),
            facts: facts("05313", TerritoryKind::IndependentCity, "Aachen, Stadt"),
            period: Period::new(day("1976-07-01"), Some(day("2009-10-20"))).unwrap(),
            version: 1,
        };
        assert_eq!(territory.day_near(day("2024-01-01")), day("2009-10-20"));
        assert_eq!(territory.day_near(day("1900-01-01")), day("1976-07-01"));
        assert_eq!(territory.day_near(day("2000-02-29")), day("2000-02-29"));
    }
}
