//! Reading exports.

use super::row::read;
use crate::connect::Source;
use crate::entities::export::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::scope::{OwnerColumns, visible};
use domain::access::Visibility;
use domain::integration::{Export, ExportState};
use domain::shared::{ExportId, Page, PageRequest};
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Which exports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ExportFilter {
    /// So far.
    pub state: Option<ExportState>,
}

/// The exports.
#[derive(Debug)]
pub struct Exports<'c>(DatabaseExecutor<'c>);

impl<'c> Exports<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One export, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: ExportId) -> Result<Option<Export>, StoreError> {
        let found = select(seen, &ExportFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// One export, if it is seen, kept from changing until the unit of work ends; with the claim of who writes it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: ExportId) -> Result<Option<(Export, Option<Uuid>)>, StoreError> {
        let found = select(seen, &ExportFilter::default()).filter(Column::Id.eq(id.uuid())).lock_exclusive();
        let Some(row) = found.one(&self.0).await? else { return Ok(None) };
        let claim = row.claim_id;
        Ok(Some((read(row)?, claim)))
    }

    /// Those of these exports that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_all(
        &self,
        seen: &Visibility,
        ids: impl IntoIterator<Item = ExportId> + Send,
    ) -> Result<HashMap<ExportId, Export>, StoreError> {
        let ids: Vec<Uuid> = ids.into_iter().map(ExportId::uuid).collect();
        let found = select(seen, &ExportFilter::default()).filter(Column::Id.is_in(ids)).all(&self.0).await?;
        found.into_iter().map(|row| read(row).map(|export| (export.id, export))).collect()
    }

    /// One page, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &ExportFilter,
        request: &PageRequest,
    ) -> Result<Page<Export>, StoreError> {
        let order = Ordering {
            columns: vec![Column::CreatedAt, Column::Id],
            descending: true,
            keys: |row: &export::Model| vec![Key::Number(row.created_at), Key::Id(row.id)],
        };
        let found = page(select(seen, filter), &order, request, &self.0).await?;
        let rows = found.rows.into_iter().map(|(cursor, row)| Ok((cursor, read(row)?)));
        let rows = rows.collect::<Result<_, StoreError>>()?;
        Ok(Page { rows, has_next: found.has_next, has_previous: found.has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &ExportFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// Those of these blobs that are the file of an export.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn blobs_in_use(&self, blobs: &[Uuid]) -> Result<HashSet<Uuid>, StoreError> {
        let used = export::Entity::find()
            .select_only()
            .column(Column::BlobId)
            .filter(Column::BlobId.is_in(blobs.iter().copied()));
        Ok(used.into_tuple::<Uuid>().all(&self.0).await?.into_iter().collect())
    }
}

fn select(seen: &Visibility, filter: &ExportFilter) -> Select<export::Entity> {
    let owner =
        OwnerColumns { organisation: Some(Column::OrganisationId), district: None, person: Some(Column::PersonId) };
    export::Entity::find()
        .filter(visible(seen, &owner))
        .apply_if(filter.state, |found, state| found.filter(Column::State.eq(state.code())))
}
