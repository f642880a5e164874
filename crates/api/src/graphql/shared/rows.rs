//! Rows that were read together, as nodes that know each other: see [`Family`].

use super::failure::{call, failure};
use super::siblings::{Family, family};
use application::{Call, Error};
use async_graphql::Context;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// One of several rows that were read together.
#[derive(Clone, Debug)]
pub(crate) struct Row<R> {
    rows: Arc<[R]>,
    place: usize,
    family: Family<usize>,
}

impl<R> Row<R> {
    /// Rows that were read together.
    pub(crate) fn all(rows: impl IntoIterator<Item = R>) -> impl Iterator<Item = Self> {
        let rows: Arc<[R]> = rows.into_iter().collect();
        let family = family(0..rows.len());
        (0..rows.len()).map(move |place| Self { rows: rows.clone(), place, family: family.clone() })
    }

    /// A row that was read alone.
    pub(crate) fn one(row: R) -> Self {
        Self { rows: [row].into(), place: 0, family: family([0]) }
    }
}

impl<R: Send + Sync> Row<R> {
    /// What hangs on this row by a relation. The first of the rows that asks loads it for all of them: `load` gets all
    /// rows and answers with one value for each, in their order. `relation` names the relation with its arguments.
    pub(crate) async fn related<V: Clone + Default + Send + Sync + 'static>(
        &self,
        ctx: &Context<'_>,
        relation: impl Into<String>,
        load: impl AsyncFnOnce(&Call, &[R]) -> Result<Vec<V>, Error>,
    ) -> async_graphql::Result<V> {
        let all = async |_: &[usize]| Ok(load(call(ctx), &self.rows).await?.into_iter().enumerate().collect());
        let own = self.family.load(relation, self.place, all).await;
        failure(ctx, own).map(Option::unwrap_or_default)
    }
}

impl<R> std::ops::Deref for Row<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.rows[self.place]
    }
}

/// Gives each parent its children. All children become nodes together, so that they are rows of one family.
pub(crate) fn children<K: Hash + Eq, T, N>(
    parents: impl IntoIterator<Item = K>,
    mut found: HashMap<K, Vec<T>>,
    nodes: impl FnOnce(Vec<T>) -> Vec<N>,
) -> Vec<Vec<N>> {
    let of_each: Vec<Vec<T>> = parents.into_iter().map(|parent| found.remove(&parent).unwrap_or_default()).collect();
    let sizes: Vec<usize> = of_each.iter().map(Vec::len).collect();
    let mut all = nodes(of_each.into_iter().flatten().collect()).into_iter();
    sizes.into_iter().map(|size| all.by_ref().take(size).collect()).collect()
}

/// Gives each row the one that it refers to. Whatever several refer to is one node.
pub(crate) fn referred<K: Hash + Eq, T, N: Clone>(
    rows: impl IntoIterator<Item = Option<K>>,
    found: HashMap<K, T>,
    nodes: impl FnOnce(Vec<T>) -> Vec<N>,
) -> Vec<Option<N>> {
    let (keys, values): (Vec<K>, Vec<T>) = found.into_iter().unzip();
    let nodes: HashMap<K, N> = keys.into_iter().zip(nodes(values)).collect();
    rows.into_iter().map(|key| key.and_then(|key| nodes.get(&key).cloned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_parent_gets_its_own_children() {
        let found = HashMap::from([(1, vec!["a", "b"]), (3, vec!["c"])]);
        assert_eq!(children([3, 2, 1], found, |all| all), [vec!["c"], vec![], vec!["a", "b"]]);
    }

    #[test]
    fn what_several_refer_to_is_shared() {
        let found = HashMap::from([(1, "a")]);
        assert_eq!(referred([Some(1), None, Some(2), Some(1)], found, |all| all), [Some("a"), None, None, Some("a")]);
    }
}
