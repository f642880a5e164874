//! Loading for siblings at once: the rows of one list share what hangs on them, so that a relation costs one statement
//! for the whole list and not one for each row (design.md 7).

use std::any::Any;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

type Relations = HashMap<String, Arc<dyn Any + Send + Sync>>;

/// The ids of the rows that were read together, and what has been loaded for all of them so far.
#[derive(Clone)]
pub(crate) struct Family<I> {
    ids: Arc<[I]>,
    relations: Arc<Mutex<Relations>>,
}

/// The family of rows that were read together.
pub(crate) fn family<I>(ids: impl IntoIterator<Item = I>) -> Family<I> {
    Family { ids: ids.into_iter().collect(), relations: Arc::default() }
}

impl<I: Copy + Eq + Hash + Send + Sync> Family<I> {
    /// What hangs on the row `own` by a relation, loaded for the whole family the first time that somebody asks.
    /// `relation` names the relation with its arguments: what differs in them is loaded apart.
    ///
    /// # Errors
    /// Those of `load`; the next sibling that asks tries again.
    pub(crate) async fn load<V, E>(
        &self,
        relation: impl Into<String>,
        own: I,
        load: impl AsyncFnOnce(&[I]) -> Result<HashMap<I, V>, E>,
    ) -> Result<Option<V>, E>
    where
        I: 'static,
        V: Clone + Send + Sync + 'static,
    {
        let loaded = self.relation::<V>(relation.into());
        let all = loaded.get_or_try_init(async || load(&self.ids).await).await?;
        Ok(all.get(&own).cloned())
    }

    fn relation<V: Send + Sync + 'static>(&self, relation: String) -> Arc<OnceCell<HashMap<I, V>>>
    where
        I: 'static,
    {
        let mut relations = self.relations.lock().unwrap_or_else(PoisonError::into_inner);
        let cell = relations.entry(relation).or_insert_with(|| Arc::new(OnceCell::<HashMap<I, V>>::new())).clone();
        // Two relations of the same name and different types would be a fault of ours; each then loads for itself.
        cell.downcast().unwrap_or_default()
    }
}

impl<I: std::fmt::Debug> std::fmt::Debug for Family<I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Family").field("ids", &self.ids).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test]
    async fn a_relation_is_loaded_once_for_all_siblings_and_apart_for_other_arguments() {
        let loads = AtomicUsize::new(0);
        let rows = family([1, 2, 3]);
        let double = async |ids: &[i32]| {
            loads.fetch_add(1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            Ok::<_, ()>(ids.iter().map(|id| (*id, id * 2)).collect())
        };
        let all = futures::future::join_all([1, 2, 3, 4].map(|id| rows.load("double", id, &double))).await;
        assert_eq!(all, [Ok(Some(2)), Ok(Some(4)), Ok(Some(6)), Ok(None)]);
        assert_eq!(loads.load(Ordering::SeqCst), 1);
        assert_eq!(rows.load("double of others", 1, &double).await, Ok(Some(2)));
        assert_eq!(loads.load(Ordering::SeqCst), 2);
    }
}
