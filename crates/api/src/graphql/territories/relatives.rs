//! Territories that were read together, and their relatives, which are loaded for all of them at once.

use super::types::Territory;
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{Row, children};
use application::Call;
use application::organisations::list_organisations_serving;
use application::territories::{Relation, list_related_territories};
use async_graphql::{Context, Result};
use domain::shared::{Date, Slice, TerritoryId};
use domain::territories::Territory as Record;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A territory with the day for which it was asked, on which its relatives are looked at.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) territory: Arc<Record>,
    pub(super) on: Date,
}

/// The relatives of one of several territories; the first that asks loads them for all.
pub(super) async fn relatives(row: &Row<Seen>, ctx: &Context<'_>, relation: Relation) -> Result<Vec<Territory>> {
    let load = async |call: &Call, rows: &[Seen]| {
        let of: Vec<_> = rows.iter().map(|seen| (&*seen.territory, seen.on)).collect();
        let found = list_related_territories(call, relation, &of).await?;
        let in_the_tree = matches!(relation, Relation::Parent | Relation::Ancestors | Relation::Children);
        let days = of.iter().map(|(territory, on)| if in_the_tree { territory.day_near(*on) } else { *on });
        Ok(share(days.zip(found)))
    };
    row.related(ctx, format!("{relation:?}"), load).await
}

/// The organisations that serve one of several territories; the first that asks loads them for all.
pub(super) async fn organisations(row: &Row<Seen>, ctx: &Context<'_>, slice: Slice) -> Result<Vec<Organisation>> {
    let load = async |call: &Call, rows: &[Seen]| {
        // A key that is looked at on two days stands in two rows.
        let keys: BTreeSet<_> = rows.iter().map(|seen| seen.territory.facts.key.clone()).collect();
        let keys: Vec<_> = keys.into_iter().collect();
        let found = list_organisations_serving(call, &keys, slice).await?;
        let nodes = children(keys.iter().cloned(), found, Organisation::siblings);
        let serving: HashMap<_, _> = keys.into_iter().zip(nodes).collect();
        Ok(rows.iter().map(|seen| serving.get(&seen.territory.facts.key).cloned().unwrap_or_default()).collect())
    };
    row.related(ctx, format!("organisations {}", slice.size), load).await
}

/// Makes nodes of the relatives of each territory, with the day on which they were looked at. Whoever is a relative of
/// several, as a common parent is, becomes one node: the next step loads for each only once.
fn share(found: impl Iterator<Item = (Date, Vec<Arc<Record>>)>) -> Vec<Vec<Territory>> {
    let mut known: HashMap<(TerritoryId, Date), usize> = HashMap::new();
    let mut all: Vec<Seen> = Vec::new();
    let mut places: Vec<Vec<usize>> = Vec::new();
    for (on, relatives) in found {
        let place = |territory: Arc<Record>| {
            *known.entry((territory.id, on)).or_insert_with(|| {
                all.push(Seen { territory, on });
                all.len() - 1
            })
        };
        places.push(relatives.into_iter().map(place).collect());
    }
    let nodes = Territory::siblings(all);
    places.into_iter().map(|places| places.into_iter().map(|place| nodes[place].clone()).collect()).collect()
}
