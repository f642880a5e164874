//! Recovery codes, as keyed digests.

use crate::connect::Source;
use crate::entities::recovery_code::{self, Column};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use domain::shared::AccountId;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// Replaces the codes of an account; with none, takes them away.
///
/// # Errors
/// When the database does not answer.
pub async fn replace_codes(unit: &UnitOfWork, account: AccountId, digests: &[String]) -> Result<(), StoreError> {
    let old = recovery_code::Entity::delete_many().filter(Column::AccountId.eq(account.uuid()));
    old.exec(unit.transaction()).await?;
    if digests.is_empty() {
        return Ok(());
    }
    let rows = digests.iter().map(|digest| recovery_code::ActiveModel {
        id: Set(unit.ids().uuid()),
        account_id: Set(account.uuid()),
        code_hash: Set(digest.clone()),
        used_at: Set(None),
    });
    recovery_code::Entity::insert_many(rows.collect::<Vec<_>>()).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Uses a code up, and says whether it was there and unused.
///
/// # Errors
/// When the database does not answer.
pub async fn use_code(unit: &UnitOfWork, account: AccountId, digest: &str) -> Result<bool, StoreError> {
    let used = recovery_code::Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::AccountId.eq(account.uuid()))
        .filter(Column::CodeHash.eq(digest))
        .filter(Column::UsedAt.is_null())
        .exec(unit.transaction())
        .await?;
    Ok(used.rows_affected == 1)
}

/// How many codes of an account are left.
///
/// # Errors
/// When the database does not answer.
pub async fn count_unused_codes(source: &impl Source, account: AccountId) -> Result<u64, StoreError> {
    let left =
        recovery_code::Entity::find().filter(Column::AccountId.eq(account.uuid())).filter(Column::UsedAt.is_null());
    Ok(left.count(&source.executor()).await?)
}
