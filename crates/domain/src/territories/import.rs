//! What an import of the directory would change.

use super::directory::Directory;
use super::directory::problem::Problem;
use super::key::{Nuts3, TerritoryKey};
use super::territory::{Territory, TerritoryFacts};
use crate::shared::{Date, Period, Refusal};
use std::collections::BTreeMap;

/// A territory that the directory lists and the platform does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// What the directory says.
    pub facts: TerritoryFacts,
    /// From the directory's status date on.
    pub period: Period,
}

/// What an import would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportPlan {
    /// The status date of the directory.
    pub status_date: Date,
    /// New territories, each after the one above it.
    pub created: Vec<Created>,
    /// Territories of whom the directory says something else, as they are, with what it says.
    pub changed: Vec<(Territory, TerritoryFacts)>,
    /// Territories that the directory no longer lists, with their last day.
    pub ended: Vec<(Territory, Date)>,
    /// How many territories stay as they are.
    pub unchanged: usize,
}

impl ImportPlan {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.changed.is_empty() && self.ended.is_empty()
    }
}

/// Compares the directory with the territories of its status date.
///
/// A record follows the directory in names, kind, seat, figures: it is one key in one period, and what it said before
/// stands in the audit. The directory knows neither NUTS codes nor successors, so both stay as they are.
///
/// # Errors
/// `IMPORT_LINE` when the directory is older than what the platform knows.
pub fn plan_import(existing: &[Territory], directory: &Directory) -> Result<ImportPlan, Vec<Refusal>> {
    let date = directory.status_date;
    if let Some(present) = existing.iter().map(|known| known.facts.status_date).max().filter(|known| date < *known) {
        return Err(vec![directory.refuse(&Problem::Older { date, present })]);
    }
    let mut known: BTreeMap<&TerritoryKey, &Territory> =
        existing.iter().filter(|known| known.period.contains(date)).map(|known| (&known.facts.key, known)).collect();
    let nuts: BTreeMap<TerritoryKey, Nuts3> = known
        .values()
        .filter_map(|known| known.facts.nuts3.clone().map(|code| (known.facts.key.clone(), code)))
        .collect();
    let mut plan = ImportPlan { status_date: date, created: vec![], changed: vec![], ended: vec![], unchanged: 0 };
    for entry in &directory.entries {
        let mut facts = entry.clone();
        facts.nuts3 = nuts.get(&facts.key).or_else(|| nuts.get(&facts.key.district()?)).cloned();
        match known.remove(&facts.key) {
            None => plan.created.push(Created { facts, period: Period { from: date, until: None } }),
            Some(present) if present.facts.differences(&facts).is_empty() => plan.unchanged += 1,
            Some(present) => plan.changed.push((present.clone(), facts)),
        }
    }
    let mut refusals = Vec::new();
    for gone in known.into_values() {
        match date.yesterday() {
            Ok(last) if gone.period.from <= last => plan.ended.push((gone.clone(), last)),
            _ => {
                let key = gone.facts.key.to_string();
                refusals.push(directory.refuse(&Problem::StartsLater { key, from: gone.period.from }));
            }
        }
    }
    if refusals.is_empty() { Ok(plan) } else { Err(refusals) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::{Language, Name};
    use crate::territories::Population;
    use uuid::Uuid;

    const EXCERPT: &str = include_str!("directory/excerpt.txt");

    fn directory(file: &str) -> Directory {
        Directory::read(file.as_bytes(), None).unwrap()
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// The excerpt as it would stand in the platform.
    fn known() -> Vec<Territory> {
        let entries = directory(EXCERPT).entries.into_iter().zip(1..);
        let period = Period::new(day("1976-07-01"), None).unwrap();
        entries
            .map(|(facts, number)| Territory { id: Uuid::from_u128(number).into(), facts, period, version: 1 })
            .collect()
    }

    fn keys<'t>(facts: impl IntoIterator<Item = &'t TerritoryFacts>) -> Vec<&'t str> {
        facts.into_iter().map(|facts| facts.key.as_str()).collect()
    }

    #[test]
    fn the_same_again_changes_nothing() {
        let plan = plan_import(&known(), &directory(EXCERPT)).unwrap();
        assert!(plan.is_empty());
        assert_eq!(plan.unchanged, 10);
    }

    #[test]
    fn the_first_import_creates_everything() {
        let plan = plan_import(&[], &directory(EXCERPT)).unwrap();
        assert_eq!(plan.created.len(), 10);
        assert_eq!(plan.created[0].period.from, day("2023-11-30"));
    }

    #[test]
    fn a_newer_directory_creates_changes_and_ends() {
        let moved = EXCERPT.replace("20231130", "20240630").replace("05334002", "05334001");
        let moved = moved.replace("Issum ", "Isum  ");
        let mut known = known();
        let district = known.iter_mut().find(|known| known.facts.key.as_str() == "05334").unwrap();
        district.facts.nuts3 = Some(Nuts3::new("DEA2D").unwrap());
        let date = known[0].facts.population.unwrap().on;
        let plan = plan_import(&known, &Directory::read(moved.as_bytes(), Some(date)).unwrap()).unwrap();
        assert_eq!(keys(plan.created.iter().map(|new| &new.facts)), ["05334001"]);
        assert_eq!(plan.created[0].facts.nuts3.as_ref().unwrap().as_str(), "DEA2D");
        assert_eq!(
            plan.ended.iter().map(|(gone, last)| (gone.facts.key.as_str(), *last)).collect::<Vec<_>>(),
            [("05334002", day("2024-06-29"))]
        );
        // The other municipality of the city region takes over the district's NUTS code.
        assert_eq!(keys(plan.changed.iter().map(|(_, new)| new)), ["05154020", "05334024"]);
        assert_eq!(plan.unchanged, 7);
    }

    #[test]
    fn every_fact_of_the_directory_counts() {
        let mut known = known();
        for (place, change) in [
            (0, (|facts| facts.official_name = Name::new("x").unwrap()) as fn(&mut TerritoryFacts)),
            (1, |facts| facts.seat = None),
            (2, |facts| facts.area = None),
            (3, |facts| facts.population = Some(Population { inhabitants: 1, ..facts.population.unwrap() })),
        ] {
            change(&mut known[place].facts);
        }
        assert_eq!(plan_import(&known, &directory(EXCERPT)).unwrap().changed.len(), 4);
    }

    #[test]
    fn what_ended_before_is_left_alone() {
        let mut known = known();
        known[9].period = Period::new(day("1976-07-01"), Some(day("2009-10-20"))).unwrap();
        let plan = plan_import(&known, &directory(EXCERPT)).unwrap();
        assert_eq!((plan.created.len(), plan.ended.len()), (1, 0));
    }

    #[test]
    fn an_older_directory_is_refused() {
        let older = directory(&EXCERPT.replace("20231130", "20221231"));
        let refusals = plan_import(&known(), &older).unwrap_err();
        let message = "Line 22: the territorial status 2022-12-31 is older than the present one of 2023-11-30.";
        assert_eq!(refusals[0].message(Language::English), message);
    }

    #[test]
    fn what_began_with_the_same_directory_cannot_end_with_it() {
        let mut known = known();
        known[9].period.from = day("2023-11-30");
        let fewer: String = EXCERPT.split_inclusive('\n').filter(|line| !line.contains("Roetgen")).collect();
        let refusals = plan_import(&known, &directory(&fewer)).unwrap_err();
        assert!(refusals[0].message(Language::English).contains("05334024 is missing in the file, but it began on"));
    }
}
