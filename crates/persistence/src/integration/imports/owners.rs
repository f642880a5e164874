//! To whom what belongs to an import belongs: the organisation, in the district in which it lies today.

use crate::entities::organisation::{Column, Entity};
use crate::error::StoreError;
use crate::scope::OwnerColumns;
use domain::access::Owner;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// In a statement that joins the organisation.
pub(super) const fn columns() -> OwnerColumns<Column> {
    OwnerColumns { organisation: Some(Column::Id), district: Some(Column::DistrictKey), person: None }
}

/// The owners that organisations are.
pub(super) struct Owners(HashMap<Uuid, Option<String>>);

impl Owners {
    pub(super) async fn of(
        executor: &DatabaseExecutor<'_>,
        organisations: impl IntoIterator<Item = Uuid>,
    ) -> Result<Self, StoreError> {
        let ids: BTreeSet<Uuid> = organisations.into_iter().collect();
        if ids.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        let found =
            Entity::find().select_only().columns([Column::Id, Column::DistrictKey]).filter(Column::Id.is_in(ids));
        let rows = found.into_tuple::<(Uuid, Option<String>)>().all(executor).await?;
        Ok(Self(rows.into_iter().collect()))
    }

    pub(super) fn owner(&self, organisation: Uuid) -> Owner {
        Owner::organisation(organisation.into(), self.0.get(&organisation).cloned().flatten())
    }
}
