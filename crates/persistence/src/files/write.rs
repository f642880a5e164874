//! Writing files. The caller has a permit, and says with the commit what changed.

use super::read::Files;
use super::row::write;
use crate::entities::file::{self, Column};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::files::StoredFile;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

impl Files<'_> {
    /// Adds a file, whose bytes are kept already.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, added: &StoredFile) -> Result<(), StoreError> {
        file::Entity::insert(write(added)?).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a file of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &StoredFile, expected: i64) -> Result<(), StoreError> {
        let written = file::Entity::update_many()
            .set(write(changed)?)
            .filter(Column::Id.eq(changed.id.uuid()))
            .filter(Column::Version.eq(expected))
            .exec(unit.transaction())
            .await?;
        if written.rows_affected == 1 {
            return Ok(());
        }
        let found = file::Entity::find_by_id(changed.id.uuid()).one(unit.transaction()).await?;
        Err(StoreError::conflict(found.map_or(expected, |row| row.version)))
    }
}
