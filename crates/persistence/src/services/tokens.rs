//! Personal access tokens: their digests.

use super::read_scopes;
use crate::connect::{Database, Source};
use crate::entities::personal_token::{self, Column};
use crate::error::StoreError;
use crate::stored::{checked, instant};
use crate::unit_of_work::UnitOfWork;
use domain::services::{PersonalToken, TOKEN_DAYS, write_scopes};
use domain::shared::{AccountId, Name, PersonalTokenId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};

const WHAT: &str = "personal token";

/// The personal access tokens of one account.
#[derive(Debug)]
pub struct PersonalTokens<'c> {
    executor: DatabaseExecutor<'c>,
    account: AccountId,
}

impl<'c> PersonalTokens<'c> {
    /// Those of this account in `source`.
    pub fn of(source: &'c impl Source, account: AccountId) -> Self {
        Self { executor: source.executor(), account }
    }

    /// All of them, past ones too, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all(&self) -> Result<Vec<PersonalToken>, StoreError> {
        let rows = personal_token::Entity::find()
            .filter(Column::AccountId.eq(self.account.uuid()))
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id);
        rows.all(&self.executor).await?.iter().map(read).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, id: PersonalTokenId) -> Result<Option<PersonalToken>, StoreError> {
        let found = personal_token::Entity::find_by_id(id.uuid()).filter(Column::AccountId.eq(self.account.uuid()));
        found.one(&self.executor).await?.as_ref().map(read).transpose()
    }
}

fn read(row: &personal_token::Model) -> Result<PersonalToken, StoreError> {
    let optional = |at: Option<i64>| at.map(|at| instant(WHAT, at)).transpose();
    Ok(PersonalToken {
        id: row.id.into(),
        account: row.account_id.into(),
        name: checked(WHAT, Name::new(&row.name))?,
        scopes: read_scopes(&row.scopes),
        second_factor: row.second_factor != 0,
        created_at: instant(WHAT, row.created_at)?,
        expires_at: instant(WHAT, row.expires_at)?,
        revoked_at: optional(row.revoked_at)?,
        last_used_at: optional(row.last_used_at)?,
    })
}

/// The token with this digest.
///
/// # Errors
/// When the database does not answer.
pub async fn find_token(source: &impl Source, digest: &str) -> Result<Option<PersonalToken>, StoreError> {
    let found = personal_token::Entity::find().filter(Column::Digest.eq(digest)).one(&source.executor()).await?;
    found.as_ref().map(read).transpose()
}

/// Keeps the digest of a new token.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_personal_token(unit: &UnitOfWork, new: &PersonalToken, digest: &str) -> Result<(), StoreError> {
    let row = personal_token::ActiveModel {
        id: Set(new.id.uuid()),
        account_id: Set(new.account.uuid()),
        name: Set(new.name.to_string()),
        digest: Set(digest.to_owned()),
        scopes: Set(write_scopes(&new.scopes)),
        second_factor: Set(i64::from(new.second_factor)),
        created_at: Set(new.created_at.as_micros()),
        expires_at: Set(new.expires_at.as_micros()),
        revoked_at: Set(None),
        last_used_at: Set(None),
    };
    personal_token::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Takes a token back.
///
/// # Errors
/// When the database does not answer.
pub async fn revoke_token(unit: &UnitOfWork, id: PersonalTokenId) -> Result<(), StoreError> {
    personal_token::Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::RevokedAt.is_null())
        .exec(unit.transaction())
        .await?;
    Ok(())
}

/// Lets the tokens of an account count as made without the second factor: it is there no more.
///
/// # Errors
/// When the database does not answer.
pub async fn drop_second_factor(unit: &UnitOfWork, account: AccountId) -> Result<(), StoreError> {
    personal_token::Entity::update_many()
        .col_expr(Column::SecondFactor, Expr::value(0_i64))
        .filter(Column::AccountId.eq(account.uuid()))
        .exec(unit.transaction())
        .await?;
    Ok(())
}

/// Forgets the tokens that ended more than a year ago, and says how many.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_old_tokens(database: &Database, now: Timestamp) -> Result<u64, StoreError> {
    let before = now.plus_seconds(-TOKEN_DAYS * 86_400).as_micros();
    let transaction = database.begin().await?;
    let gone = personal_token::Entity::delete_many().filter(Column::ExpiresAt.lte(before)).exec(&transaction).await?;
    transaction.commit().await?;
    Ok(gone.rows_affected)
}
