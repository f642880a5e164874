use crate::{Call, Error};
use domain::access::Action;
use domain::shared::{Date, TerritoryId};
use domain::territories::{Territory, TerritoryKey};
use persistence::territories::{Direction, Territories};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How territories hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The one above.
    Parent,
    /// All above, the nearest first.
    Ancestors,
    /// Those directly below, by name.
    Children,
    /// What it was before, by key.
    Predecessors,
    /// What it became, by key.
    Successors,
}

/// The relatives of many territories, in their order, with one statement for all of them. The tree is that of the day
/// given with each territory, or of the nearest day on which the territory existed.
///
/// # Errors
/// When the database does not answer.
pub async fn list_related_territories(
    call: &Call,
    relation: Relation,
    of: &[(&Territory, Date)],
) -> Result<Vec<Vec<Arc<Territory>>>, Error> {
    let seen = call.visibility(Action::TerritoryRead);
    let territories = Territories::of(call.database());
    let direction = match relation {
        Relation::Parent => {
            let parents: BTreeSet<_> = of.iter().filter_map(|(territory, _)| territory.facts.key.parent()).collect();
            let found = territories.with_keys(&seen, parents).await?;
            return Ok(pick(found, of, |key| key.parent().into_iter().collect()));
        }
        Relation::Ancestors => {
            let above: BTreeSet<_> = of.iter().flat_map(|(territory, _)| territory.facts.key.ancestors()).collect();
            let found = territories.with_keys(&seen, above).await?;
            return Ok(pick(found, of, |key| key.ancestors().collect()));
        }
        Relation::Children => {
            let parents: BTreeSet<_> = of.iter().map(|(territory, _)| territory.facts.key.clone()).collect();
            return Ok(children(territories.children_of(&seen, parents).await?, of));
        }
        Relation::Predecessors => Direction::Predecessors,
        Relation::Successors => Direction::Successors,
    };
    let ids: Vec<TerritoryId> = of.iter().map(|(territory, _)| territory.id).collect();
    let mut found: HashMap<TerritoryId, Vec<Arc<Territory>>> = HashMap::new();
    for (of, neighbour) in territories.neighbours_in_time(&seen, &ids, direction).await? {
        found.entry(of).or_default().push(Arc::new(neighbour));
    }
    Ok(ids.iter().map(|id| found.get(id).cloned().unwrap_or_default()).collect())
}

/// For each territory those with the wanted keys, in the order of these, as they were on its day.
fn pick(
    found: Vec<Territory>,
    of: &[(&Territory, Date)],
    wanted: impl Fn(&TerritoryKey) -> Vec<TerritoryKey>,
) -> Vec<Vec<Arc<Territory>>> {
    let stages = by(found, |territory| Some(territory.facts.key.clone()));
    let relatives = |(territory, asked): &(&Territory, Date)| {
        let keys = wanted(&territory.facts.key);
        keys.iter().flat_map(|key| on_day(stages.get(key), territory.day_near(*asked))).collect()
    };
    of.iter().map(relatives).collect()
}

fn children(found: Vec<Territory>, of: &[(&Territory, Date)]) -> Vec<Vec<Arc<Territory>>> {
    let stages = by(found, |territory| territory.facts.key.parent());
    let below = |(territory, asked): &(&Territory, Date)| {
        on_day(stages.get(&territory.facts.key), territory.day_near(*asked)).collect()
    };
    of.iter().map(below).collect()
}

fn by(
    found: Vec<Territory>,
    key: impl Fn(&Territory) -> Option<TerritoryKey>,
) -> HashMap<TerritoryKey, Vec<Arc<Territory>>> {
    let mut stages: HashMap<TerritoryKey, Vec<Arc<Territory>>> = HashMap::new();
    for territory in found {
        if let Some(key) = key(&territory) {
            stages.entry(key).or_default().push(Arc::new(territory));
        }
    }
    stages
}

fn on_day(stages: Option<&Vec<Arc<Territory>>>, day: Date) -> impl Iterator<Item = Arc<Territory>> {
    stages.into_iter().flatten().filter(move |stage| stage.period.contains(day)).cloned()
}
