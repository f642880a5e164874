//! Identities at providers outside that are linked to accounts.

use crate::connect::Source;
use crate::entities::external_identity::{self, Column};
use crate::error::StoreError;
use crate::stored::instant;
use crate::unit_of_work::UnitOfWork;
use domain::accounts::ExternalIdentity;
use domain::shared::{AccountId, ExternalIdentityId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

const WHAT: &str = "external identity";

/// The identities that are linked to accounts. Which accounts somebody may see was decided before.
#[derive(Debug)]
pub struct ExternalIdentities<'c>(DatabaseExecutor<'c>);

impl<'c> ExternalIdentities<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, id: ExternalIdentityId) -> Result<Option<ExternalIdentity>, StoreError> {
        external_identity::Entity::find_by_id(id.uuid()).one(&self.0).await?.map(read).transpose()
    }

    /// Those of these accounts, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_accounts(
        &self,
        accounts: &[AccountId],
    ) -> Result<HashMap<AccountId, Vec<ExternalIdentity>>, StoreError> {
        let rows = external_identity::Entity::find()
            .filter(Column::AccountId.is_in(accounts.iter().map(|account| account.uuid())))
            .order_by_asc(Column::LinkedAt)
            .order_by_asc(Column::Id);
        let mut found: HashMap<AccountId, Vec<ExternalIdentity>> = HashMap::new();
        for row in rows.all(&self.0).await? {
            found.entry(row.account_id.into()).or_default().push(read(row)?);
        }
        Ok(found)
    }
}

fn read(row: external_identity::Model) -> Result<ExternalIdentity, StoreError> {
    Ok(ExternalIdentity {
        id: row.id.into(),
        account: row.account_id.into(),
        linked_at: instant(WHAT, row.linked_at)?,
        last_used_at: row.last_used_at.map(|at| instant(WHAT, at)).transpose()?,
        issuer: row.issuer,
        subject: row.subject,
    })
}

/// The link of an identity, to whichever account; it is reached by a token of its issuer.
///
/// # Errors
/// When the database does not answer.
pub async fn find_identity(
    source: &impl Source,
    issuer: &str,
    subject: &str,
) -> Result<Option<ExternalIdentity>, StoreError> {
    let found = external_identity::Entity::find().filter(Column::Issuer.eq(issuer)).filter(Column::Subject.eq(subject));
    found.one(&source.executor()).await?.map(read).transpose()
}

/// Links an identity to an account.
///
/// # Errors
/// `DUPLICATE` when it is linked already; when the database does not answer.
pub async fn insert_identity(unit: &UnitOfWork, new: &ExternalIdentity) -> Result<(), StoreError> {
    let row = external_identity::ActiveModel {
        id: Set(new.id.uuid()),
        account_id: Set(new.account.uuid()),
        issuer: Set(new.issuer.clone()),
        subject: Set(new.subject.clone()),
        linked_at: Set(new.linked_at.as_micros()),
        last_used_at: Set(None),
    };
    external_identity::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Takes a link away, and says whether it was there.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_identity(unit: &UnitOfWork, id: ExternalIdentityId) -> Result<bool, StoreError> {
    let gone = external_identity::Entity::delete_by_id(id.uuid()).exec(unit.transaction()).await?;
    Ok(gone.rows_affected == 1)
}
