//! Secrets of service accounts: their digests.

use crate::connect::Source;
use crate::entities::service_secret::{self, Column};
use crate::error::StoreError;
use crate::stored::instant;
use crate::unit_of_work::UnitOfWork;
use domain::services::ServiceSecret;
use domain::shared::{ServiceAccountId, ServiceSecretId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

const WHAT: &str = "service secret";

/// The secrets of service accounts. They are seen by whoever sees their account.
#[derive(Debug)]
pub struct ServiceSecrets<'c>(DatabaseExecutor<'c>);

impl<'c> ServiceSecrets<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// All secrets of these accounts, past ones too, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_services(
        &self,
        services: &[ServiceAccountId],
    ) -> Result<HashMap<ServiceAccountId, Vec<ServiceSecret>>, StoreError> {
        let rows = service_secret::Entity::find()
            .filter(Column::ServiceId.is_in(services.iter().map(|id| id.uuid())))
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id);
        let mut found: HashMap<ServiceAccountId, Vec<_>> = HashMap::new();
        for row in rows.all(&self.0).await? {
            found.entry(row.service_id.into()).or_default().push(read(&row)?);
        }
        Ok(found)
    }
}

fn read(row: &service_secret::Model) -> Result<ServiceSecret, StoreError> {
    let optional = |at: Option<i64>| at.map(|at| instant(WHAT, at)).transpose();
    Ok(ServiceSecret {
        id: row.id.into(),
        service: row.service_id.into(),
        created_at: instant(WHAT, row.created_at)?,
        expires_at: optional(row.expires_at)?,
        revoked_at: optional(row.revoked_at)?,
        last_used_at: optional(row.last_used_at)?,
    })
}

/// The secret with this digest.
///
/// # Errors
/// When the database does not answer.
pub async fn find_secret(source: &impl Source, digest: &str) -> Result<Option<ServiceSecret>, StoreError> {
    let found = service_secret::Entity::find().filter(Column::Digest.eq(digest)).one(&source.executor()).await?;
    found.as_ref().map(read).transpose()
}

/// Keeps the digest of a new secret.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_secret(unit: &UnitOfWork, new: &ServiceSecret, digest: &str) -> Result<(), StoreError> {
    let row = service_secret::ActiveModel {
        id: Set(new.id.uuid()),
        service_id: Set(new.service.uuid()),
        digest: Set(digest.to_owned()),
        created_at: Set(new.created_at.as_micros()),
        expires_at: Set(new.expires_at.map(domain::shared::Timestamp::as_micros)),
        revoked_at: Set(None),
        last_used_at: Set(None),
    };
    service_secret::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Takes a secret back.
///
/// # Errors
/// When the database does not answer.
pub async fn revoke_secret(unit: &UnitOfWork, id: ServiceSecretId) -> Result<(), StoreError> {
    revoke(unit, Column::Id.eq(id.uuid())).await
}

/// Takes all secrets of a service account back.
///
/// # Errors
/// When the database does not answer.
pub async fn revoke_secrets(unit: &UnitOfWork, of: ServiceAccountId) -> Result<(), StoreError> {
    revoke(unit, Column::ServiceId.eq(of.uuid())).await
}

async fn revoke(unit: &UnitOfWork, which: SimpleExpr) -> Result<(), StoreError> {
    service_secret::Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(unit.now().as_micros()))
        .filter(which.and(Column::RevokedAt.is_null()))
        .exec(unit.transaction())
        .await?;
    Ok(())
}
