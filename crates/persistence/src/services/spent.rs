//! Tokens that are worth nothing any more: assertions that were presented, access tokens that were revoked. They are
//! remembered until their time is over anyway.

use crate::connect::{Database, Source};
use crate::entities::spent_token::{self, Column};
use crate::error::StoreError;
use domain::shared::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Remembers the digest of a token until `expires_at`; `false` when it was remembered already.
///
/// # Errors
/// When the database does not answer.
pub async fn spend(database: &Database, digest: &str, expires_at: Timestamp) -> Result<bool, StoreError> {
    let transaction = database.begin().await?;
    let row = spent_token::ActiveModel { digest: Set(digest.to_owned()), expires_at: Set(expires_at.as_micros()) };
    let first = OnConflict::column(Column::Digest).do_nothing().to_owned();
    let inserted = spent_token::Entity::insert(row).on_conflict(first).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    Ok(inserted == 1)
}

/// Whether the token with this digest is spent.
///
/// # Errors
/// When the database does not answer.
pub async fn is_spent(source: &impl Source, digest: &str) -> Result<bool, StoreError> {
    Ok(spent_token::Entity::find_by_id(digest.to_owned()).one(&source.executor()).await?.is_some())
}

/// Forgets the tokens whose time is over anyway, and says how many.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_spent(database: &Database, now: Timestamp) -> Result<u64, StoreError> {
    let transaction = database.begin().await?;
    let gone =
        spent_token::Entity::delete_many().filter(Column::ExpiresAt.lte(now.as_micros())).exec(&transaction).await?;
    transaction.commit().await?;
    Ok(gone.rows_affected)
}
