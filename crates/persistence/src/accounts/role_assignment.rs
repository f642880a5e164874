//! Roles that accounts hold for organisations.

use crate::connect::Source;
use crate::entities::organisation;
use crate::entities::role_assignment::{self, Column};
use crate::error::StoreError;
use crate::outbox::chunks;
use crate::stored::{code, instant, period};
use crate::unit_of_work::UnitOfWork;
use domain::access::{Owner, Role};
use domain::accounts::RoleAssignment;
use domain::shared::{AccountId, Date, OrganisationId, Period, RoleAssignmentId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "role assignment";

/// The role assignments. They are seen by whoever sees their account.
#[derive(Debug)]
pub struct RoleAssignments<'c>(DatabaseExecutor<'c>);

impl<'c> RoleAssignments<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One assignment. Whether its account is seen, the caller asks.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, id: RoleAssignmentId) -> Result<Option<RoleAssignment>, StoreError> {
        let found = role_assignment::Entity::find_by_id(id.uuid()).one(&self.0).await?;
        Ok(self.complete(found).await?.pop())
    }

    /// One assignment, kept from changing until the unit of work ends. Whether its account is seen, the caller asks.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, id: RoleAssignmentId) -> Result<Option<RoleAssignment>, StoreError> {
        let held = role_assignment::Entity::find_by_id(id.uuid()).lock_exclusive().one(&self.0).await?;
        Ok(self.complete(held).await?.pop())
    }

    /// All assignments of these accounts, past ones too, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_accounts(
        &self,
        accounts: &[AccountId],
    ) -> Result<HashMap<AccountId, Vec<RoleAssignment>>, StoreError> {
        let found = role_assignment::Entity::find()
            .filter(Column::AccountId.is_in(accounts.iter().map(|id| id.uuid())))
            .order_by_asc(Column::ValidFrom)
            .order_by_asc(Column::Id);
        let rows = found.all(&self.0).await?;
        let mut held: HashMap<AccountId, Vec<_>> = HashMap::new();
        for assignment in self.complete(rows).await? {
            held.entry(assignment.account).or_default().push(assignment);
        }
        Ok(held)
    }

    /// Adds to whom the assignments belong: the organisation that they are held for.
    pub(super) async fn complete(
        &self,
        rows: impl IntoIterator<Item = role_assignment::Model>,
    ) -> Result<Vec<RoleAssignment>, StoreError> {
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
        rows.into_iter()
            .map(|row| {
                let district = districts.get(&row.organisation_id).cloned().flatten();
                read(&row, district)
            })
            .collect()
    }
}

fn read(row: &role_assignment::Model, district: Option<String>) -> Result<RoleAssignment, StoreError> {
    Ok(RoleAssignment {
        id: row.id.into(),
        account: row.account_id.into(),
        role: code(WHAT, &row.role)?,
        organisation: row.organisation_id.into(),
        period: period(WHAT, &row.valid_from, row.valid_until.as_deref())?,
        ended_at: row.ended_at.map(|at| instant(WHAT, at)).transpose()?,
        granted_by: row.granted_by.map(AccountId::from),
        version: row.version,
        owner: Owner::organisation(row.organisation_id.into(), district),
    })
}

/// A role that is to be granted.
#[derive(Clone, Copy, Debug)]
pub struct NewAssignment {
    /// Its id.
    pub id: RoleAssignmentId,
    /// To whom.
    pub account: AccountId,
    /// What.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// When.
    pub period: Period,
    /// By whom.
    pub granted_by: Option<AccountId>,
}

/// Grants roles, at version 1.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_assignments(unit: &UnitOfWork, new: &[NewAssignment]) -> Result<(), StoreError> {
    let row = |new: &NewAssignment| role_assignment::ActiveModel {
        id: Set(new.id.uuid()),
        account_id: Set(new.account.uuid()),
        role: Set(new.role.code().to_owned()),
        organisation_id: Set(new.organisation.uuid()),
        valid_from: Set(new.period.from.to_string()),
        valid_until: Set(new.period.until.map(|day| day.to_string())),
        ended_at: Set(None),
        granted_by: Set(new.granted_by.map(AccountId::uuid)),
        version: Set(1),
        created_at: Set(unit.now().as_micros()),
        updated_at: Set(unit.now().as_micros()),
    };
    for chunk in chunks(new.iter().map(row), 1_000) {
        role_assignment::Entity::insert_many(chunk).exec_without_returning(unit.transaction()).await?;
    }
    Ok(())
}

/// Ends a role after a day, or at once without one.
///
/// # Errors
/// `VERSION_CONFLICT`; when the database does not answer.
pub async fn end_assignment(
    unit: &UnitOfWork,
    held: &RoleAssignment,
    last_day: Option<Date>,
) -> Result<(), StoreError> {
    let (column, value) = match last_day {
        Some(day) => (Column::ValidUntil, Expr::value(day.to_string())),
        None => (Column::EndedAt, Expr::value(unit.now().as_micros())),
    };
    let ended = role_assignment::Entity::update_many()
        .col_expr(column, value)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::Id.eq(held.id.uuid()))
        .filter(Column::Version.eq(held.version))
        .exec(unit.transaction())
        .await?;
    if ended.rows_affected == 1 { Ok(()) } else { Err(StoreError::conflict(held.version + 1)) }
}
