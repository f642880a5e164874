//! Invitations to accounts.

use crate::connect::Source;
use crate::entities::invitation::{self, Column};
use crate::error::StoreError;
use crate::stored::instant;
use crate::unit_of_work::UnitOfWork;
use domain::accounts::Invitation;
use domain::shared::{AccountId, InvitationId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

const WHAT: &str = "invitation";

/// The invitations. They are seen by whoever sees their account.
#[derive(Debug)]
pub struct Invitations<'c>(DatabaseExecutor<'c>);

impl<'c> Invitations<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One invitation: the proof is the link, which only its receiver has.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, id: InvitationId) -> Result<Option<Invitation>, StoreError> {
        invitation::Entity::find_by_id(id.uuid()).one(&self.0).await?.as_ref().map(read).transpose()
    }

    /// The newest invitation to each of these accounts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_of(&self, accounts: &[AccountId]) -> Result<HashMap<AccountId, Invitation>, StoreError> {
        let found = invitation::Entity::find()
            .filter(Column::AccountId.is_in(accounts.iter().map(|id| id.uuid())))
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Id);
        let rows = found.all(&self.0).await?.into_iter();
        rows.map(|row| read(&row).map(|invitation| (invitation.account, invitation))).collect()
    }
}

fn read(row: &invitation::Model) -> Result<Invitation, StoreError> {
    let optional = |at: Option<i64>| at.map(|at| instant(WHAT, at)).transpose();
    Ok(Invitation {
        id: row.id.into(),
        account: row.account_id.into(),
        invited_by: row.invited_by.map(AccountId::from),
        created_at: instant(WHAT, row.created_at)?,
        expires_at: instant(WHAT, row.expires_at)?,
        accepted_at: optional(row.accepted_at)?,
        revoked_at: optional(row.revoked_at)?,
    })
}

/// Keeps an invitation.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_invitation(unit: &UnitOfWork, new: &Invitation) -> Result<(), StoreError> {
    let row = invitation::ActiveModel {
        id: Set(new.id.uuid()),
        account_id: Set(new.account.uuid()),
        invited_by: Set(new.invited_by.map(AccountId::uuid)),
        created_at: Set(new.created_at.as_micros()),
        expires_at: Set(new.expires_at.as_micros()),
        accepted_at: Set(None),
        revoked_at: Set(None),
    };
    invitation::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Notes that an invitation was accepted.
///
/// # Errors
/// When the database does not answer.
pub async fn note_accepted(unit: &UnitOfWork, id: InvitationId) -> Result<(), StoreError> {
    let now = Expr::value(unit.now().as_micros());
    let update = invitation::Entity::update_many().col_expr(Column::AcceptedAt, now);
    update.filter(Column::Id.eq(id.uuid())).exec(unit.transaction()).await?;
    Ok(())
}

/// Takes the open invitations to an account back.
///
/// # Errors
/// When the database does not answer.
pub async fn revoke_invitations(unit: &UnitOfWork, account: AccountId) -> Result<(), StoreError> {
    invitation::Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::AccountId.eq(account.uuid()))
        .filter(Column::AcceptedAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .exec(unit.transaction())
        .await?;
    Ok(())
}
