//! Reading files. Who sees the record that a file hangs on sees the file: the caller looks.

use super::row::read;
use crate::connect::Source;
use crate::entities::file::{self, Column};
use crate::entities::import_file;
use crate::error::StoreError;
use crate::ranked::first_of_each;
use crate::rows::grouped;
use domain::files::{HolderKind, StoredFile};
use domain::shared::{FileId, Slice};
use sea_orm::sea_query::Order;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The files.
#[derive(Debug)]
pub struct Files<'c>(pub(super) DatabaseExecutor<'c>);

impl<'c> Files<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One file, unless it was deleted. The caller looks whether its holder is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, id: FileId) -> Result<Option<StoredFile>, StoreError> {
        Ok(self.find_also_deleted(id).await?.filter(|file| file.deleted_at.is_none()))
    }

    /// One file, also when it was deleted. The caller looks whether its holder is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_also_deleted(&self, id: FileId) -> Result<Option<StoredFile>, StoreError> {
        file::Entity::find_by_id(id.uuid()).one(&self.0).await?.map(read).transpose()
    }

    /// One file, unless it was deleted, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, id: FileId) -> Result<Option<StoredFile>, StoreError> {
        let found = file::Entity::find_by_id(id.uuid()).filter(Column::DeletedAt.is_null()).lock_exclusive();
        found.one(&self.0).await?.map(read).transpose()
    }

    /// The files of many records of one kind that the caller sees, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_holders(
        &self,
        kind: HolderKind,
        holders: &[Uuid],
        slice: Slice,
    ) -> Result<HashMap<Uuid, Vec<StoredFile>>, StoreError> {
        let files = file::Entity::find()
            .filter(Column::HolderKind.eq(kind.code()))
            .filter(Column::HolderId.is_in(holders.iter().copied()))
            .filter(Column::DeletedAt.is_null());
        let order = [(Column::CreatedAt, Order::Asc), (Column::Id, Order::Asc)];
        let rows = first_of_each(files, Column::HolderId, &order, slice).all(&self.0).await?;
        grouped(rows, |row| read(row).map(|file| (file.holder.id, file)))
    }

    /// Those of these blobs that belong to a file which was not deleted, also one that is to be imported.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn blobs_in_use(&self, blobs: &[Uuid]) -> Result<HashSet<Uuid>, StoreError> {
        let used = file::Entity::find()
            .select_only()
            .column(Column::BlobId)
            .filter(Column::BlobId.is_in(blobs.iter().copied()))
            .filter(Column::DeletedAt.is_null());
        let mut blobs_in_use: HashSet<Uuid> = used.into_tuple().all(&self.0).await?.into_iter().collect();
        let imported = import_file::Entity::find()
            .select_only()
            .column(import_file::Column::BlobId)
            .filter(import_file::Column::BlobId.is_in(blobs.iter().copied()))
            .filter(import_file::Column::DeletedAt.is_null());
        blobs_in_use.extend(imported.into_tuple::<Uuid>().all(&self.0).await?);
        Ok(blobs_in_use)
    }
}
