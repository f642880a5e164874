//! Sessions and the tokens that keep them alive.

use crate::connect::{Database, Source};
use crate::entities::{refresh_token, session};
use crate::error::StoreError;
use crate::stored::instant;
use crate::unit_of_work::UnitOfWork;
use domain::accounts::{IssuedToken, Revocation, Session};
use domain::shared::{AccountId, SessionId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

const WHAT: &str = "session";

/// The sessions of accounts.
#[derive(Debug)]
pub struct Sessions<'c>(DatabaseExecutor<'c>);

impl<'c> Sessions<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The live sessions of an account, the one used last first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn live(&self, account: AccountId, now: Timestamp) -> Result<Vec<Session>, StoreError> {
        use session::Column;
        let found = session::Entity::find()
            .filter(Column::AccountId.eq(account.uuid()))
            .filter(Column::RevokedAt.is_null())
            .filter(Column::ExpiresAt.gt(now.as_micros()))
            .order_by_desc(Column::LastUsedAt)
            .order_by_desc(Column::Id);
        found.all(&self.0).await?.into_iter().map(read).collect()
    }

    /// One session of an account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, account: AccountId, id: SessionId) -> Result<Option<Session>, StoreError> {
        let found = session::Entity::find_by_id(id.uuid()).filter(session::Column::AccountId.eq(account.uuid()));
        found.one(&self.0).await?.map(read).transpose()
    }
}

fn read(row: session::Model) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.id.into(),
        account: row.account_id.into(),
        created_at: instant(WHAT, row.created_at)?,
        last_used_at: instant(WHAT, row.last_used_at)?,
        expires_at: instant(WHAT, row.expires_at)?,
        revoked_at: row.revoked_at.map(|at| instant(WHAT, at)).transpose()?,
        user_agent: row.user_agent,
        second_factor: row.second_factor != 0,
    })
}

/// Starts a session.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_session(unit: &UnitOfWork, new: &Session) -> Result<(), StoreError> {
    let row = session::ActiveModel {
        id: Set(new.id.uuid()),
        account_id: Set(new.account.uuid()),
        created_at: Set(new.created_at.as_micros()),
        last_used_at: Set(new.last_used_at.as_micros()),
        expires_at: Set(new.expires_at.as_micros()),
        revoked_at: Set(None),
        revoked_reason: Set(None),
        user_agent: Set(new.user_agent.clone()),
        second_factor: Set(i64::from(new.second_factor)),
    };
    session::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Ends a session, unless it has ended.
///
/// # Errors
/// When the database does not answer.
pub async fn revoke_session(unit: &UnitOfWork, id: SessionId, why: Revocation) -> Result<(), StoreError> {
    let live = session::Column::Id.eq(id.uuid());
    revoke(unit, live, why).await
}

/// Ends the sessions of an account, but for `kept`, and says which they were.
///
/// # Errors
/// When the database does not answer.
pub async fn revoke_other_sessions(
    unit: &UnitOfWork,
    account: AccountId,
    kept: Option<SessionId>,
    why: Revocation,
) -> Result<Vec<SessionId>, StoreError> {
    let live = Sessions::of(unit).live(account, unit.now()).await?;
    let ended: Vec<_> = live.into_iter().map(|session| session.id).filter(|id| Some(*id) != kept).collect();
    let these = session::Column::Id.is_in(ended.iter().map(|id| id.uuid()));
    if !ended.is_empty() {
        revoke(unit, these, why).await?;
    }
    Ok(ended)
}

async fn revoke(unit: &UnitOfWork, which: SimpleExpr, why: Revocation) -> Result<(), StoreError> {
    use session::Column;
    session::Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(unit.now().as_micros()))
        .col_expr(Column::RevokedReason, Expr::value(why.code()))
        .filter(which)
        .filter(Column::RevokedAt.is_null())
        .exec(unit.transaction())
        .await?;
    Ok(())
}

/// Notes that a session was kept alive.
///
/// # Errors
/// When the database does not answer.
pub async fn note_refresh(unit: &UnitOfWork, id: SessionId) -> Result<(), StoreError> {
    session::Entity::update_many()
        .col_expr(session::Column::LastUsedAt, Expr::value(unit.now().as_micros()))
        .filter(session::Column::Id.eq(id.uuid()))
        .exec(unit.transaction())
        .await?;
    Ok(())
}

/// Notes whether the second factor was shown in a session.
///
/// # Errors
/// When the database does not answer.
pub async fn note_second_factor(unit: &UnitOfWork, id: SessionId, shown: bool) -> Result<(), StoreError> {
    session::Entity::update_many()
        .col_expr(session::Column::SecondFactor, Expr::value(i64::from(shown)))
        .filter(session::Column::Id.eq(id.uuid()))
        .exec(unit.transaction())
        .await?;
    Ok(())
}

/// Forgets the refresh tokens that have ended, and the sessions that have ended even for their owners' lists: nothing
/// that could still be used, or recognised when it is used twice. Says how many sessions and tokens that were.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_ended_sessions(database: &Database, now: Timestamp) -> Result<u64, StoreError> {
    let now = now.as_micros();
    let transaction = database.begin().await?;
    let ended = session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .filter(session::Column::ExpiresAt.lte(now))
        .into_query();
    let of_ended = refresh_token::Column::SessionId.in_subquery(ended);
    let tokens = refresh_token::Entity::delete_many()
        .filter(refresh_token::Column::ExpiresAt.lte(now).or(of_ended))
        .exec(&transaction)
        .await?;
    let sessions =
        session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(&transaction).await?;
    transaction.commit().await?;
    Ok(tokens.rows_affected + sessions.rows_affected)
}

/// A refresh token that was presented, and its session.
#[derive(Clone, Debug)]
pub struct Presented {
    /// The token.
    pub token: IssuedToken,
    /// Its session.
    pub session: Session,
}

/// Looks a refresh token up by its digest. Until the unit of work ends nobody else gets hold of its session.
///
/// # Errors
/// When the database does not answer.
pub async fn present_token(unit: &UnitOfWork, digest: &str) -> Result<Option<Presented>, StoreError> {
    let find = || refresh_token::Entity::find_by_id(digest.to_owned());
    let Some(found) = find().one(unit.transaction()).await? else { return Ok(None) };
    let session = session::Entity::find_by_id(found.session_id).lock_exclusive().one(unit.transaction()).await?;
    // Read again: while this waited for the session, the token may have been used.
    let (Some(session), Some(row)) = (session, find().one(unit.transaction()).await?) else { return Ok(None) };
    let token = IssuedToken {
        generation: row.generation,
        expires_at: instant(WHAT, row.expires_at)?,
        used_at: row.used_at.map(|at| instant(WHAT, at)).transpose()?,
    };
    Ok(Some(Presented { token, session: read(session)? }))
}

/// Issues a refresh token; the one before it, if any, is used now.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_token(
    unit: &UnitOfWork,
    session: SessionId,
    digest: &str,
    token: &IssuedToken,
) -> Result<(), StoreError> {
    use refresh_token::Column;
    refresh_token::Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::SessionId.eq(session.uuid()))
        .filter(Column::UsedAt.is_null())
        .exec(unit.transaction())
        .await?;
    let row = refresh_token::ActiveModel {
        digest: Set(digest.to_owned()),
        session_id: Set(session.uuid()),
        generation: Set(token.generation),
        created_at: Set(unit.now().as_micros()),
        expires_at: Set(token.expires_at.as_micros()),
        used_at: Set(None),
    };
    refresh_token::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}
