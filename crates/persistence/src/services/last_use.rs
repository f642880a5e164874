//! When secrets and tokens were last used, to within a minute: not a change of the platform's records, so it needs no
//! audit.

use crate::connect::Database;
use crate::entities::{external_identity, personal_token, service_account, service_secret};
use crate::error::StoreError;
use domain::shared::{ExternalIdentityId, PersonalTokenId, ServiceAccountId, ServiceSecretId, Timestamp};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// How old a note must be to be written anew, in seconds.
const PAUSE: i64 = 60;

async fn note<E: EntityTrait>(
    database: &Database,
    (id, column): (E::Column, E::Column),
    of: Uuid,
    before: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if before.is_some_and(|before| now < before.plus_seconds(PAUSE)) {
        return Ok(());
    }
    let transaction = database.begin().await?;
    E::update_many().col_expr(column, Expr::value(now.as_micros())).filter(id.eq(of)).exec(&transaction).await?;
    Ok(transaction.commit().await?)
}

/// Notes that a secret was used.
///
/// # Errors
/// When the database does not answer.
pub async fn note_secret_used(
    database: &Database,
    id: ServiceSecretId,
    before: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    use service_secret::{Column, Entity};
    note::<Entity>(database, (Column::Id, Column::LastUsedAt), id.uuid(), before, now).await
}

/// Notes that a service account got a token.
///
/// # Errors
/// When the database does not answer.
pub async fn note_service_used(
    database: &Database,
    id: ServiceAccountId,
    before: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    use service_account::{Column, Entity};
    note::<Entity>(database, (Column::Id, Column::LastUsedAt), id.uuid(), before, now).await
}

/// Notes that a token of an identity provider came.
///
/// # Errors
/// When the database does not answer.
pub async fn note_identity_used(
    database: &Database,
    id: ExternalIdentityId,
    before: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    use external_identity::{Column, Entity};
    note::<Entity>(database, (Column::Id, Column::LastUsedAt), id.uuid(), before, now).await
}

/// Notes that a personal access token was used.
///
/// # Errors
/// When the database does not answer.
pub async fn note_token_used(
    database: &Database,
    id: PersonalTokenId,
    before: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StoreError> {
    use personal_token::{Column, Entity};
    note::<Entity>(database, (Column::Id, Column::LastUsedAt), id.uuid(), before, now).await
}
