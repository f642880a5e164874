//! Idempotency keys: the claim is kept with the change itself, the answer right after it.

use crate::connect::{Database, Source};
use crate::entities::idempotency_key::{self, Column};
use crate::error::StoreError;
use crate::unit_of_work::IdempotencyClaim;
use domain::shared::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The digest of the request that came first.
    pub request_hash: String,
    /// Its answer; missing when the process died between the change and the answer, or when it held a secret.
    pub answer: Option<String>,
}

/// Looks a key up.
///
/// # Errors
/// When the database does not answer.
pub async fn find_answer(
    source: &impl Source,
    caller: &str,
    key: &str,
    now: Timestamp,
) -> Result<Option<KeptAnswer>, StoreError> {
    let found = idempotency_key::Entity::find_by_id((caller.to_owned(), key.to_owned()))
        .filter(Column::ExpiresAt.gt(now.as_micros()))
        .one(&source.executor())
        .await?;
    Ok(found.map(|row| KeptAnswer { request_hash: row.request_hash, answer: row.answer }))
}

/// Keeps the answer under a key that was claimed.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_answer(database: &Database, claim: &IdempotencyClaim, answer: &str) -> Result<(), StoreError> {
    let transaction = database.begin().await?;
    idempotency_key::Entity::update_many()
        .col_expr(Column::Answer, Expr::value(answer))
        .filter(Column::Caller.eq(&claim.caller))
        .filter(Column::Key.eq(&claim.key))
        .filter(Column::RequestHash.eq(&claim.request_hash))
        .exec(&transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Forgets the keys that have expired and says how many.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_expired_keys(database: &Database, now: Timestamp) -> Result<u64, StoreError> {
    let transaction = database.begin().await?;
    let forgotten = idempotency_key::Entity::delete_many()
        .filter(Column::ExpiresAt.lte(now.as_micros()))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(forgotten.rows_affected)
}
