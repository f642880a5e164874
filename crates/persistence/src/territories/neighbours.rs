//! The neighbours of many territories in one statement: above and below in the tree, before and after in time.

use super::read::{Territories, select};
use super::row;
use crate::entities::{territory, territory_succession as succession};
use crate::error::StoreError;
use domain::access::Visibility;
use domain::shared::TerritoryId;
use domain::territories::{Territory, TerritoryKey};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};

/// A direction in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To what a territory was before.
    Predecessors,
    /// To what it became.
    Successors,
}

impl Territories<'_> {
    /// All that ever had one of these keys.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn with_keys(
        &self,
        seen: &Visibility,
        keys: impl IntoIterator<Item = TerritoryKey> + Send,
    ) -> Result<Vec<Territory>, StoreError> {
        let keys = keys.into_iter().map(|key| key.to_string());
        self.read(select(seen).filter(territory::Column::Key.is_in(keys))).await
    }

    /// All that ever stood directly below one of these keys, by name in German order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn children_of(
        &self,
        seen: &Visibility,
        parents: impl IntoIterator<Item = TerritoryKey> + Send,
    ) -> Result<Vec<Territory>, StoreError> {
        let parents = parents.into_iter().map(|key| key.to_string());
        let found = select(seen).filter(territory::Column::ParentKey.is_in(parents));
        self.read(found.order_by_asc(territory::Column::SortKey).order_by_asc(territory::Column::Key)).await
    }

    /// The neighbours in time of these records, each with the record it is a neighbour of, by key.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn neighbours_in_time(
        &self,
        seen: &Visibility,
        of: &[TerritoryId],
        direction: Direction,
    ) -> Result<Vec<(TerritoryId, Territory)>, StoreError> {
        let (known, wanted) = match direction {
            Direction::Predecessors => (succession::Column::SuccessorId, succession::Column::PredecessorId),
            Direction::Successors => (succession::Column::PredecessorId, succession::Column::SuccessorId),
        };
        let link = succession::Entity::belongs_to(territory::Entity).from(wanted).to(territory::Column::Id);
        let found = select(seen)
            .join_rev(JoinType::InnerJoin, link.into())
            .select_also(succession::Entity)
            .filter(known.is_in(of.iter().map(|id| id.uuid())))
            .order_by_asc(territory::Column::Key)
            .all(&self.0)
            .await?;
        let pairs = found.into_iter().filter_map(|(row, link)| link.map(|link| (row, link)));
        pairs
            .map(|(row, link)| {
                let of = match direction {
                    Direction::Predecessors => link.successor_id,
                    Direction::Successors => link.predecessor_id,
                };
                Ok((of.into(), row::read(&row)?))
            })
            .collect()
    }
}
