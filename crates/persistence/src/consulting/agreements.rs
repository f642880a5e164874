//! Reading and writing agreements.

use super::row::{read, write};
use crate::connect::Source;
use crate::entities::agreement::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::replace;
use crate::scope::{OwnerColumns, visible};
use crate::stored::on_day;
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::consulting::{Agreement, AgreementKind, AgreementState};
use domain::shared::{AgreementId, Date, Page, PageRequest};
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};
use std::collections::{BTreeSet, HashMap};

/// Which agreements; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AgreementFilter {
    /// Of one of these kinds.
    pub kinds: Vec<AgreementKind>,
    /// In one of these states.
    pub states: Vec<AgreementState>,
    /// For this district.
    pub district: Option<String>,
    /// That end on this day or before.
    pub ends_by: Option<Date>,
}

/// The agreements.
#[derive(Debug)]
pub struct Agreements<'c>(DatabaseExecutor<'c>);

impl<'c> Agreements<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One agreement, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: AgreementId) -> Result<Option<Agreement>, StoreError> {
        let found = select(seen, &AgreementFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// One agreement, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: AgreementId) -> Result<Option<Agreement>, StoreError> {
        let found = select(seen, &AgreementFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(read).transpose()
    }

    /// Those of these agreements that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        seen: &Visibility,
        ids: &[AgreementId],
    ) -> Result<HashMap<AgreementId, Agreement>, StoreError> {
        let found = select(seen, &AgreementFilter::default());
        let rows = found.filter(Column::Id.is_in(ids.iter().map(|id| id.uuid()))).all(&self.0).await?.into_iter();
        rows.map(|row| read(row).map(|agreement| (agreement.id, agreement))).collect()
    }

    /// One page, by the first day.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &AgreementFilter,
        request: &PageRequest,
    ) -> Result<Page<Agreement>, StoreError> {
        let order = Ordering {
            columns: vec![Column::ValidFrom, Column::Id],
            descending: true,
            keys: |row: &agreement::Model| vec![Key::Text(row.valid_from.clone()), Key::Id(row.id)],
        };
        page(select(seen, filter), &order, request, &self.0).await?.try_map(read)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &AgreementFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// The agreement of a kind that is in force for a district, whoever may see it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn in_force(&self, kind: AgreementKind, district: &str) -> Result<Option<Agreement>, StoreError> {
        let found = agreement::Entity::find().filter(Column::InForceFor.eq(format!("{kind}/{district}")));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// The districts whose people are entitled by an agreement on a day: public knowledge.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn entitled_districts(&self, on: Date) -> Result<BTreeSet<String>, StoreError> {
        let kinds = AgreementKind::ALL.iter().filter(|kind| kind.entitles()).map(|kind| kind.code());
        let found = agreement::Entity::find()
            .filter(Column::State.eq(AgreementState::InForce.code()))
            .filter(Column::Kind.is_in(kinds))
            .filter(on_day(Column::ValidFrom, Column::ValidUntil, on))
            .select_only()
            .column(Column::DistrictKey);
        Ok(found.into_tuple::<String>().all(&self.0).await?.into_iter().collect())
    }

    /// Adds an agreement.
    ///
    /// # Errors
    /// `DUPLICATE` for a number with an edition that exists; when the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, added: &Agreement) -> Result<(), StoreError> {
        agreement::Entity::insert(write(added)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces an agreement of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; `DUPLICATE` when another one is in force already.
    pub async fn update(unit: &UnitOfWork, changed: &Agreement, expected: i64) -> Result<(), StoreError> {
        replace::<agreement::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }
}

fn select(seen: &Visibility, filter: &AgreementFilter) -> Select<agreement::Entity> {
    let owner =
        OwnerColumns { organisation: Some(Column::OrganisationId), district: Some(Column::DistrictKey), person: None };
    agreement::Entity::find()
        .filter(visible(seen, &owner))
        .apply_if((!filter.kinds.is_empty()).then_some(&filter.kinds), |found, kinds| {
            found.filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        })
        .apply_if((!filter.states.is_empty()).then_some(&filter.states), |found, states| {
            found.filter(Column::State.is_in(states.iter().map(|state| state.code())))
        })
        .apply_if(filter.district.as_ref(), |found, key| found.filter(Column::DistrictKey.eq(key.as_str())))
        .apply_if(filter.ends_by, |found, day| found.filter(Column::ValidUntil.lte(day.to_string())))
}
