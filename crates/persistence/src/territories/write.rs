//! What an import writes.

use super::row;
use crate::entities::{territory, territory_succession as succession};
use crate::error::StoreError;
use crate::outbox::chunks;
use crate::stored::corrupt;
use crate::unit_of_work::UnitOfWork;
use domain::shared::TerritoryId;
use domain::territories::Territory;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// Adds territories.
///
/// # Errors
/// `DUPLICATE` when a key begins a second time on the same day, or the database does not answer.
pub async fn insert_territories(unit: &UnitOfWork, territories: &[Territory]) -> Result<(), StoreError> {
    let now = unit.now();
    let new = |territory| territory::ActiveModel { created_at: Set(now.as_micros()), ..row::write(territory, now) };
    let rows: Vec<_> = territories.iter().map(new).collect();
    for chunk in chunks(rows, 1_000) {
        territory::Entity::insert_many(chunk).exec_without_returning(unit.transaction()).await?;
    }
    Ok(())
}

/// Writes a territory as it is now; its version is that of the change, one more than what is stored.
///
/// # Errors
/// `VERSION_CONFLICT` when somebody else changed it in the meantime, or the database does not answer.
pub async fn update_territory(unit: &UnitOfWork, territory: &Territory) -> Result<(), StoreError> {
    let row = territory::ActiveModel { id: NotSet, ..row::write(territory, unit.now()) };
    let done = territory::Entity::update_many()
        .set(row)
        .filter(territory::Column::Id.eq(territory.id.uuid()))
        .filter(territory::Column::Version.eq(territory.version - 1))
        .exec(unit.transaction())
        .await?;
    if done.rows_affected == 1 {
        return Ok(());
    }
    let stored = territory::Entity::find_by_id(territory.id.uuid())
        .select_only()
        .column(territory::Column::Version)
        .into_tuple::<i64>()
        .one(unit.transaction())
        .await?;
    Err(stored.map_or_else(|| corrupt("territory", "it is gone, though none is ever deleted"), StoreError::conflict))
}

/// Notes which territories became which: pairs of predecessor and successor.
///
/// # Errors
/// `DUPLICATE` when a pair is known, or the database does not answer.
pub async fn link_territories(unit: &UnitOfWork, pairs: &[(TerritoryId, TerritoryId)]) -> Result<(), StoreError> {
    let rows = pairs.iter().map(|(predecessor, successor)| succession::ActiveModel {
        predecessor_id: Set(predecessor.uuid()),
        successor_id: Set(successor.uuid()),
    });
    for chunk in chunks(rows.collect::<Vec<_>>(), 5_000) {
        succession::Entity::insert_many(chunk).exec_without_returning(unit.transaction()).await?;
    }
    Ok(())
}
