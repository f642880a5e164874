//! Territories that were read together, and their relatives, which are loaded for all of them at once.

use super::types::Territory;
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{Family, call, children, failure, family};
use application::Error;
use application::organisations::list_organisations_serving;
use application::territories::{Relation, list_related_territories};
use async_graphql::{Context, Result};
use domain::shared::{Date, Slice, TerritoryId};
use domain::territories::Territory as Record;
use std::collections::HashMap;
use std::sync::Arc;

/// A territory with the day on which its relatives are looked at.
type Row = (Arc<Record>, Date);

/// Territories that were read together.
#[derive(Clone, Debug)]
pub(super) struct Siblings {
    rows: Arc<[Row]>,
    family: Family<usize>,
}

impl Siblings {
    /// Makes a node of each.
    pub(super) fn nodes(rows: impl IntoIterator<Item = Row>) -> Vec<Territory> {
        let rows: Arc<[Row]> = rows.into_iter().collect();
        let siblings = Self { family: family(0..rows.len()), rows };
        (0..siblings.rows.len()).map(|place| Territory::at(place, siblings.clone())).collect()
    }

    pub(super) fn row(&self, place: usize) -> &Row {
        &self.rows[place]
    }

    /// The relatives of one of them; the first that asks loads them for all.
    pub(super) async fn relatives(&self, ctx: &Context<'_>, place: usize, of: Relation) -> Result<Vec<Territory>> {
        let load = async |_: &[usize]| self.load(ctx, of).await;
        let found = self.family.load(format!("{of:?}"), place, load).await;
        failure(ctx, found).map(Option::unwrap_or_default)
    }

    /// The organisations that serve one of them; the first that asks loads them for all.
    pub(super) async fn organisations(
        &self,
        ctx: &Context<'_>,
        place: usize,
        slice: Slice,
    ) -> Result<Vec<Organisation>> {
        let load = async |_: &[usize]| {
            let keys: Vec<_> = self.rows.iter().map(|(territory, _)| territory.facts.key.clone()).collect();
            let found = list_organisations_serving(call(ctx), &keys, slice).await?;
            Ok(children(keys, found, Organisation::siblings).into_iter().enumerate().collect())
        };
        let found = self.family.load(format!("organisations {}", slice.size), place, load).await;
        failure(ctx, found).map(Option::unwrap_or_default)
    }

    async fn load(
        &self,
        ctx: &Context<'_>,
        of: Relation,
    ) -> std::result::Result<HashMap<usize, Vec<Territory>>, Error> {
        let rows: Vec<_> = self.rows.iter().map(|(territory, on)| (&**territory, *on)).collect();
        let found = list_related_territories(call(ctx), of, &rows).await?;
        // Whoever is a relative of several siblings, as a common parent is, becomes one row of the next family.
        let mut known: HashMap<(TerritoryId, Date), usize> = HashMap::new();
        let mut next: Vec<Row> = Vec::new();
        let mut places: Vec<Vec<usize>> = Vec::with_capacity(found.len());
        for ((territory, on), relatives) in rows.into_iter().zip(found) {
            let on = match of {
                Relation::Parent | Relation::Ancestors | Relation::Children => territory.day_near(on),
                Relation::Predecessors | Relation::Successors => on,
            };
            let place = |relative: Arc<Record>| {
                *known.entry((relative.id, on)).or_insert_with(|| {
                    next.push((relative, on));
                    next.len() - 1
                })
            };
            places.push(relatives.into_iter().map(place).collect());
        }
        let nodes = Self::nodes(next);
        let of_each = places.into_iter().map(|places| places.into_iter().map(|place| nodes[place].clone()).collect());
        Ok(of_each.enumerate().collect())
    }
}
