//! From lines to territories: whether they fit together, and what the lines of higher levels leave unsaid.

use super::Directory;
use super::problem::Problem;
use super::record::{Content, INDEPENDENT_CITY, INDEPENDENT_CITY_DISTRICT, MUNICIPALITY, Record, TOWN};
use crate::shared::{Date, Name, Refusal};
use crate::territories::key::{RegionalKey, TerritoryKey};
use crate::territories::kind::TerritoryKind;
use crate::territories::territory::{Hectares, Population, TerritoryFacts};
use std::collections::{BTreeMap, BTreeSet};

/// The type code of a Kreis; the StädteRegion Aachen carries it too.
const DISTRICT: &str = "43";

/// Makes the directory from lines that can be read.
pub(super) fn assemble(records: &[Record], population_date: Option<Date>) -> Result<Directory, Vec<Refusal>> {
    let lines = records.last().map_or(1, |record| record.line);
    let Some(first) = records.first().map(|record| record.status_date) else {
        return Err(vec![Problem::NoState.on_line(lines)]);
    };
    let population_date = population_date.unwrap_or_else(|| last_day_of_the_year_before(first));
    let state: Vec<&Record> = records.iter().filter(|record| record.key.starts_with(TerritoryKey::STATE)).collect();
    let mut parts =
        Parts { population_date, sums: sums(&state), entries: Vec::new(), refusals: same_date(records, first) };
    parts.refusals.extend(repeated(records));
    parts.check_tree(&state);
    for record in &state {
        if let Err(problem) = parts.add(record) {
            parts.refusals.push(problem.on_line(record.line));
        }
    }
    if !parts.entries.iter().any(|entry| entry.key.as_str() == TerritoryKey::STATE) {
        parts.refusals.push(Problem::NoState.on_line(lines));
    }
    if parts.refusals.is_empty() {
        parts.entries.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(Directory { status_date: first, entries: parts.entries, lines })
    } else {
        Err(parts.refusals)
    }
}

/// What the municipalities below a key add up to.
#[derive(Clone, Copy, Default)]
struct Sum {
    area: u32,
    inhabitants: u32,
    municipalities: usize,
}

struct Parts {
    population_date: Date,
    sums: BTreeMap<String, Sum>,
    entries: Vec<TerritoryFacts>,
    refusals: Vec<Refusal>,
}

impl Parts {
    /// Every territory has the one above it, and every district has municipalities.
    fn check_tree(&mut self, records: &[&Record]) {
        let listed: BTreeSet<&str> = records.iter().map(|record| record.key.as_str()).collect();
        for record in records {
            let above = match record.content {
                Content::Skipped => continue,
                Content::State => "",
                Content::AdministrativeRegion => &record.key[..2],
                Content::District { .. } => &record.key[..3],
                Content::Municipality { .. } => &record.key[..5],
            };
            if !above.is_empty() && !listed.contains(above) {
                self.refusals.push(Problem::NoParent(above.to_owned()).on_line(record.line));
            }
            // A municipality counts itself.
            if !self.sums.contains_key(&record.key) {
                self.refusals.push(Problem::NoMunicipality(record.key.clone()).on_line(record.line));
            }
        }
    }

    fn add(&mut self, record: &Record) -> Result<(), Problem> {
        let key = || TerritoryKey::new(&record.key).map_err(|_| Problem::Key(record.key.clone()));
        match &record.content {
            Content::Skipped => Ok(()),
            Content::State => self.push(record, key()?, TerritoryKind::State, None),
            Content::AdministrativeRegion => self.push(record, key()?, TerritoryKind::AdministrativeRegion, None),
            Content::District { code } => {
                let kind = match *code {
                    INDEPENDENT_CITY_DISTRICT => TerritoryKind::IndependentCity,
                    DISTRICT if is_city_region(&record.name) => TerritoryKind::CityRegion,
                    DISTRICT => TerritoryKind::District,
                    other => return Err(Problem::TypeCode(other.to_owned())),
                };
                let municipalities = self.sums.get(&record.key).map_or(0, |sum| sum.municipalities);
                let city = self.sums.contains_key(&format!("{}000", record.key));
                if (kind == TerritoryKind::IndependentCity) != city || (city && municipalities != 1) {
                    return Err(Problem::NotOneCity(record.key.clone()));
                }
                self.push(record, key()?, kind, None)
            }
            Content::Municipality { code, association, .. } => {
                let city = record.key.ends_with("000");
                let kind = match *code {
                    // Its district record stands for both; that they fit is checked there.
                    INDEPENDENT_CITY if city => return Ok(()),
                    TOWN if !city => TerritoryKind::Town,
                    MUNICIPALITY if !city => TerritoryKind::Municipality,
                    other => return Err(Problem::TypeCode(other.to_owned())),
                };
                let regional = format!("{}{association}{}", &record.key[..5], &record.key[5..]);
                self.push(record, key()?, kind, Some(regional))
            }
        }
    }

    fn push(
        &mut self,
        record: &Record,
        key: TerritoryKey,
        kind: TerritoryKind,
        regional: Option<String>,
    ) -> Result<(), Problem> {
        let sum = self.sums.get(&record.key).copied().unwrap_or_default();
        let unfit = |_| Problem::Name(record.name.to_string());
        let regional = RegionalKey::new(&regional.unwrap_or_else(|| format!("{:0<12}", key.as_str())), &key);
        let mut facts =
            TerritoryFacts::new(key, kind, regional.map_err(unfit)?, record.name.clone(), record.status_date)
                .map_err(unfit)?;
        facts.seat.clone_from(&record.seat);
        facts.area = Some(Hectares(sum.area));
        facts.population = Some(Population { inhabitants: sum.inhabitants, on: self.population_date });
        self.entries.push(facts);
        Ok(())
    }
}

/// For every key: what it and all municipalities below it add up to.
fn sums(records: &[&Record]) -> BTreeMap<String, Sum> {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for record in records {
        if let Content::Municipality { area, population, .. } = record.content {
            for digits in [2, 3, 5, 8] {
                let sum = sums.entry(record.key[..digits].to_owned()).or_default();
                sum.area = sum.area.saturating_add(area);
                sum.inhabitants = sum.inhabitants.saturating_add(population);
                sum.municipalities += 1;
            }
        }
    }
    sums
}

fn same_date(records: &[Record], first: Date) -> Vec<Refusal> {
    let others = records.iter().filter(|record| record.status_date != first);
    others.map(|record| Problem::OtherStatusDate { date: record.status_date, first }.on_line(record.line)).collect()
}

fn repeated(records: &[Record]) -> Vec<Refusal> {
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    let mut refusals = Vec::new();
    for record in records {
        if let Some(line) = lines.insert(&record.key, record.line) {
            refusals.push(Problem::Repeated { key: record.key.clone(), line }.on_line(record.line));
        }
    }
    refusals
}

fn is_city_region(name: &Name) -> bool {
    name.as_str().to_lowercase().starts_with("städteregion")
}

fn last_day_of_the_year_before(date: Date) -> Date {
    Date::new(date.year() - 1, 12, 31).expect("every year that four digits write has a last day")
}
