//! Kept mappings of columns.

use super::owners::{Owners, columns};
use crate::connect::Source;
use crate::entities::import_mapping::{self, Column};
use crate::entities::organisation;
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::replace;
use crate::scope::visible;
use crate::stored::{checked, corrupt, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::integration::imports::{ImportKind, ImportMapping};
use domain::shared::{ImportMappingId, Name, OrganisationId, Page, PageRequest, sort_key};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    RelationDef, Select,
};

const WHAT: &str = "import mapping";

/// Which mappings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportMappingFilter {
    /// Of this organisation.
    pub organisation: Option<OrganisationId>,
    /// For this kind of rows.
    pub kind: Option<ImportKind>,
}

/// The mappings.
#[derive(Debug)]
pub struct ImportMappings<'c>(DatabaseExecutor<'c>);

impl<'c> ImportMappings<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One mapping, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: ImportMappingId) -> Result<Option<ImportMapping>, StoreError> {
        let row = select(seen, &ImportMappingFilter::default()).filter(Column::Id.eq(id.uuid())).one(&self.0).await?;
        Ok(self.complete(row).await?.pop())
    }

    /// One mapping, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: ImportMappingId) -> Result<Option<ImportMapping>, StoreError> {
        let held = import_mapping::Entity::find_by_id(id.uuid()).lock_exclusive().one(&self.0).await?;
        if held.is_none() {
            return Ok(None);
        }
        self.find(seen, id).await
    }

    /// One page, by name.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &ImportMappingFilter,
        request: &PageRequest,
    ) -> Result<Page<ImportMapping>, StoreError> {
        let order = Ordering {
            columns: vec![Column::SortKey, Column::Id],
            descending: false,
            keys: |row: &import_mapping::Model| vec![Key::Text(row.sort_key.clone()), Key::Id(row.id)],
        };
        let found = page(select(seen, filter), &order, request, &self.0).await?;
        let (cursors, rows): (Vec<_>, Vec<_>) = found.rows.into_iter().unzip();
        let rows = cursors.into_iter().zip(self.complete(rows).await?).collect();
        Ok(Page { rows, has_next: found.has_next, has_previous: found.has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &ImportMappingFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    async fn complete(
        &self,
        rows: impl IntoIterator<Item = import_mapping::Model>,
    ) -> Result<Vec<ImportMapping>, StoreError> {
        let rows: Vec<_> = rows.into_iter().collect();
        let owners = Owners::of(&self.0, rows.iter().map(|row| row.organisation_id)).await?;
        rows.iter().map(|row| read(row, &owners)).collect()
    }
}

fn select(seen: &Visibility, filter: &ImportMappingFilter) -> Select<import_mapping::Entity> {
    let organisation: RelationDef = import_mapping::Entity::belongs_to(organisation::Entity)
        .from(Column::OrganisationId)
        .to(organisation::Column::Id)
        .into();
    import_mapping::Entity::find()
        .join(JoinType::InnerJoin, organisation)
        .filter(visible(seen, &columns()))
        .apply_if(filter.organisation, |found, id| found.filter(Column::OrganisationId.eq(id.uuid())))
        .apply_if(filter.kind, |found, kind| found.filter(Column::Kind.eq(kind.code())))
}

fn read(row: &import_mapping::Model, owners: &Owners) -> Result<ImportMapping, StoreError> {
    Ok(ImportMapping {
        id: row.id.into(),
        organisation: row.organisation_id.into(),
        name: checked(WHAT, Name::new(&row.name))?,
        mapping: serde_json::from_str(&row.definition).map_err(|error| corrupt(WHAT, error))?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
        owner: owners.owner(row.organisation_id),
    })
}

fn write(mapping: &ImportMapping) -> Result<import_mapping::ActiveModel, StoreError> {
    Ok(import_mapping::ActiveModel {
        id: Set(mapping.id.uuid()),
        organisation_id: Set(mapping.organisation.uuid()),
        name: Set(mapping.name.to_string()),
        kind: Set(mapping.mapping.kind.code().to_owned()),
        definition: Set(serde_json::to_string(&mapping.mapping).map_err(|error| corrupt(WHAT, error))?),
        sort_key: Set(sort_key(mapping.name.as_str())),
        version: Set(mapping.version),
        created_at: Set(mapping.created_at.as_micros()),
        updated_at: Set(mapping.updated_at.as_micros()),
    })
}

/// Keeps a mapping.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_import_mapping(unit: &UnitOfWork, new: &ImportMapping) -> Result<(), StoreError> {
    import_mapping::Entity::insert(write(new)?).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Changes a mapping that is still at the version before.
///
/// # Errors
/// `VERSION_CONFLICT`; when the database does not answer.
pub async fn update_import_mapping(unit: &UnitOfWork, after: &ImportMapping) -> Result<(), StoreError> {
    replace::<import_mapping::Entity>(unit, after.id.uuid(), after.version - 1, write(after)?).await
}

/// Deletes a mapping. Imports keep what it said when they were started.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_import_mapping(unit: &UnitOfWork, id: ImportMappingId) -> Result<(), StoreError> {
    import_mapping::Entity::delete_many().filter(Column::Id.eq(id.uuid())).exec(unit.transaction()).await?;
    Ok(())
}
