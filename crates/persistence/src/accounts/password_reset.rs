//! Links to choose a new password.

use crate::connect::Source;
use crate::entities::password_reset::{self, Column};
use crate::error::StoreError;
use crate::stored::instant;
use crate::unit_of_work::UnitOfWork;
use domain::shared::{AccountId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

const WHAT: &str = "password reset";

/// A link to choose a new password, as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordReset {
    /// The link.
    pub id: Uuid,
    /// For which account.
    pub account: AccountId,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was used, or became void because another one was.
    pub used_at: Option<Timestamp>,
}

fn read(row: &password_reset::Model) -> Result<PasswordReset, StoreError> {
    Ok(PasswordReset {
        id: row.id,
        account: row.account_id.into(),
        created_at: instant(WHAT, row.created_at)?,
        expires_at: instant(WHAT, row.expires_at)?,
        used_at: row.used_at.map(|at| instant(WHAT, at)).transpose()?,
    })
}

/// One link: the proof is its token, which only its receiver has.
///
/// # Errors
/// When the database does not answer.
pub async fn find_reset(source: &impl Source, id: Uuid) -> Result<Option<PasswordReset>, StoreError> {
    password_reset::Entity::find_by_id(id).one(&source.executor()).await?.as_ref().map(read).transpose()
}

/// When the last link for an account was sent.
///
/// # Errors
/// When the database does not answer.
pub async fn last_reset_at(source: &impl Source, account: AccountId) -> Result<Option<Timestamp>, StoreError> {
    let found = password_reset::Entity::find()
        .filter(Column::AccountId.eq(account.uuid()))
        .order_by_desc(Column::CreatedAt)
        .one(&source.executor())
        .await?;
    Ok(found.as_ref().map(read).transpose()?.map(|reset| reset.created_at))
}

/// Keeps a link.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_reset(unit: &UnitOfWork, new: &PasswordReset) -> Result<(), StoreError> {
    let row = password_reset::ActiveModel {
        id: Set(new.id),
        account_id: Set(new.account.uuid()),
        created_at: Set(new.created_at.as_micros()),
        expires_at: Set(new.expires_at.as_micros()),
        used_at: Set(None),
    };
    password_reset::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Notes that one link for an account was used: all of them are void now.
///
/// # Errors
/// When the database does not answer.
pub async fn note_reset_used(unit: &UnitOfWork, account: AccountId) -> Result<(), StoreError> {
    password_reset::Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::AccountId.eq(account.uuid()))
        .filter(Column::UsedAt.is_null())
        .exec(unit.transaction())
        .await?;
    Ok(())
}
