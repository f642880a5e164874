//! Service accounts without their secrets.

use super::{read_networks, read_scopes};
use crate::connect::Source;
use crate::entities::organisation;
use crate::entities::service_account::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::scope::{OwnerColumns, visible};
use crate::stored::{checked, code, instant, period};
use crate::unit_of_work::UnitOfWork;
use domain::access::{Owner, Visibility};
use domain::services::{ServiceAccount, ServiceAccountState, write_scopes};
use domain::shared::{AccountId, LongText, Name, OrganisationId, Page, PageRequest, ServiceAccountId, sort_key};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    RelationDef, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const WHAT: &str = "service account";

/// Which service accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ServiceAccountFilter {
    /// Of this organisation.
    pub organisation: Option<OrganisationId>,
    /// In this state.
    pub state: Option<ServiceAccountState>,
}

/// The service accounts.
#[derive(Debug)]
pub struct ServiceAccounts<'c>(DatabaseExecutor<'c>);

impl<'c> ServiceAccounts<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One service account, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: ServiceAccountId) -> Result<Option<ServiceAccount>, StoreError> {
        let found = select(seen, &ServiceAccountFilter::default()).filter(Column::Id.eq(id.uuid()));
        let row = found.one(&self.0).await?;
        Ok(self.complete(row).await?.pop())
    }

    /// Those of these service accounts that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        seen: &Visibility,
        ids: impl IntoIterator<Item = ServiceAccountId>,
    ) -> Result<HashMap<ServiceAccountId, ServiceAccount>, StoreError> {
        let ids: Vec<Uuid> = ids.into_iter().map(ServiceAccountId::uuid).collect();
        let found = select(seen, &ServiceAccountFilter::default()).filter(Column::Id.is_in(ids));
        let accounts = self.complete(found.all(&self.0).await?).await?;
        Ok(accounts.into_iter().map(|account| (account.id, account)).collect())
    }

    /// One service account, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: ServiceAccountId) -> Result<Option<ServiceAccount>, StoreError> {
        let held = service_account::Entity::find_by_id(id.uuid()).lock_exclusive().one(&self.0).await?;
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
        filter: &ServiceAccountFilter,
        request: &PageRequest,
    ) -> Result<Page<ServiceAccount>, StoreError> {
        let order = Ordering {
            columns: vec![Column::SortKey, Column::Id],
            descending: false,
            keys: |row: &service_account::Model| vec![Key::Text(row.sort_key.clone()), Key::Id(row.id)],
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
    pub async fn count(&self, seen: &Visibility, filter: &ServiceAccountFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// Adds to whom they belong: the organisation, in the district in which it lies today.
    async fn complete(
        &self,
        rows: impl IntoIterator<Item = service_account::Model>,
    ) -> Result<Vec<ServiceAccount>, StoreError> {
        let rows: Vec<_> = rows.into_iter().collect();
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let districts: HashMap<Uuid, Option<String>> = organisation::Entity::find()
            .select_only()
            .columns([organisation::Column::Id, organisation::Column::DistrictKey])
            .filter(organisation::Column::Id.is_in(rows.iter().map(|row| row.organisation_id)))
            .into_tuple::<(Uuid, Option<String>)>()
            .all(&self.0)
            .await?
            .into_iter()
            .collect();
        let complete = |row: service_account::Model| {
            let district = districts.get(&row.organisation_id).cloned().flatten();
            read(row, district)
        };
        rows.into_iter().map(complete).collect()
    }
}

fn select(seen: &Visibility, filter: &ServiceAccountFilter) -> Select<service_account::Entity> {
    let owner = OwnerColumns {
        organisation: Some(organisation::Column::Id),
        district: Some(organisation::Column::DistrictKey),
        person: None,
    };
    service_account::Entity::find()
        .join(JoinType::InnerJoin, organisation_of_service())
        .filter(visible(seen, &owner))
        .apply_if(filter.organisation, |found, id| found.filter(Column::OrganisationId.eq(id.uuid())))
        .apply_if(filter.state, |found, state| found.filter(Column::State.eq(state.code())))
}

pub(super) fn organisation_of_service() -> RelationDef {
    service_account::Entity::belongs_to(organisation::Entity)
        .from(Column::OrganisationId)
        .to(organisation::Column::Id)
        .into()
}

fn read(row: service_account::Model, district: Option<String>) -> Result<ServiceAccount, StoreError> {
    Ok(ServiceAccount {
        id: row.id.into(),
        name: checked(WHAT, Name::new(&row.name))?,
        purpose: checked(WHAT, LongText::optional(row.purpose.as_deref()))?,
        organisation: row.organisation_id.into(),
        scopes: read_scopes(&row.scopes),
        reach: code(WHAT, &row.reach)?,
        networks: read_networks(WHAT, &row.networks)?,
        public_keys: row.public_keys,
        period: period(WHAT, &row.valid_from, row.valid_until.as_deref())?,
        state: code(WHAT, &row.state)?,
        created_by: row.created_by.map(AccountId::from),
        last_used_at: row.last_used_at.map(|at| instant(WHAT, at)).transpose()?,
        created_at: instant(WHAT, row.created_at)?,
        version: row.version,
        owner: Owner::organisation(row.organisation_id.into(), district),
    })
}

fn write(unit: &UnitOfWork, account: &ServiceAccount) -> service_account::ActiveModel {
    service_account::ActiveModel {
        id: Set(account.id.uuid()),
        organisation_id: Set(account.organisation.uuid()),
        name: Set(account.name.to_string()),
        purpose: Set(account.purpose.as_ref().map(ToString::to_string)),
        reach: Set(account.reach.code().to_owned()),
        scopes: Set(write_scopes(&account.scopes)),
        networks: Set(account.networks.to_string()),
        public_keys: Set(account.public_keys.clone()),
        valid_from: Set(account.period.from.to_string()),
        valid_until: Set(account.period.until.map(|day| day.to_string())),
        state: Set(account.state.code().to_owned()),
        created_by: Set(account.created_by.map(AccountId::uuid)),
        sort_key: Set(sort_key(account.name.as_str())),
        version: Set(account.version),
        created_at: Set(account.created_at.as_micros()),
        updated_at: Set(unit.now().as_micros()),
        ..Default::default()
    }
}

/// Makes a service account.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_service_account(unit: &UnitOfWork, new: &ServiceAccount) -> Result<(), StoreError> {
    service_account::Entity::insert(write(unit, new)).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Changes a service account that is still at the version before.
///
/// # Errors
/// `VERSION_CONFLICT`; when the database does not answer.
pub async fn update_service_account(unit: &UnitOfWork, after: &ServiceAccount) -> Result<(), StoreError> {
    let changed = service_account::Entity::update_many()
        .set(write(unit, after))
        .filter(Column::Id.eq(after.id.uuid()))
        .filter(Column::Version.eq(after.version - 1))
        .exec(unit.transaction())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(StoreError::conflict(after.version)) }
}
