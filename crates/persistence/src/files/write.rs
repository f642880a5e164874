//! Writing files. The caller has a permit, and says with the commit what changed.

use super::read::Files;
use super::row::write;
use crate::entities::file;
use crate::error::StoreError;
use crate::rows::replace;
use crate::unit_of_work::UnitOfWork;
use domain::files::StoredFile;
use sea_orm::EntityTrait;

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
        replace::<file::Entity>(unit, changed.id.uuid(), expected, write(changed)?).await
    }
}
