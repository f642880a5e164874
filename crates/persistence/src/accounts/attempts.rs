//! Tries to sign in. They are kept whether or not an account exists, and before the outcome is known; they are no
//! changes of the platform's records, so they need no audit of their own.

use crate::connect::{Database, Source};
use crate::entities::sign_in_attempts::{self, Column};
use crate::error::StoreError;
use crate::stored::{corrupt, instant};
use crate::unit_of_work::UnitOfWork;
use domain::accounts::Attempts;
use domain::shared::{Refusal, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

const WHAT: &str = "sign-in attempts";

/// Whether a try may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempted {
    /// It may, and was charged.
    Charged(Attempts),
    /// It may not, for so long.
    Refused(Refusal),
}

/// Charges a try with the e-mail address of this digest.
///
/// # Errors
/// When the database does not answer.
pub async fn charge_attempt(database: &Database, digest: &str, now: Timestamp) -> Result<Attempted, StoreError> {
    let transaction = database.begin().await?;
    // The row is made first, so that on PostgreSQL there is always one to lock.
    let row = sign_in_attempts::ActiveModel {
        email_digest: Set(digest.to_owned()),
        failures: Set(0),
        locked_until: Set(None),
        last_at: Set(now.as_micros()),
    };
    let keep = OnConflict::column(Column::EmailDigest).update_column(Column::EmailDigest).to_owned();
    sign_in_attempts::Entity::insert(row).on_conflict(keep).exec_without_returning(&transaction).await?;
    let held = sign_in_attempts::Entity::find_by_id(digest.to_owned()).lock_exclusive().one(&transaction).await?;
    let attempts = read(&held.ok_or_else(|| corrupt(WHAT, "the row that was just made is missing"))?)?;
    let charged = match attempts.charge(now) {
        Ok(charged) => charged,
        Err(refusal) => return Ok(Attempted::Refused(refusal)),
    };
    sign_in_attempts::Entity::update_many()
        .col_expr(Column::Failures, Expr::value(i64::from(charged.failures)))
        .col_expr(Column::LockedUntil, Expr::value(charged.locked_until.map(Timestamp::as_micros)))
        .col_expr(Column::LastAt, Expr::value(now.as_micros()))
        .filter(Column::EmailDigest.eq(digest))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(Attempted::Charged(charged))
}

/// Takes a charge back: the try was right, but the sign-in is not complete yet.
///
/// # Errors
/// When the database does not answer.
pub async fn refund_attempt(database: &Database, digest: &str) -> Result<(), StoreError> {
    let transaction = database.begin().await?;
    sign_in_attempts::Entity::update_many()
        .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
        .col_expr(Column::LockedUntil, Expr::value(None::<i64>))
        .filter(Column::EmailDigest.eq(digest))
        .filter(Column::Failures.gt(0))
        .exec(&transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Forgets the tries with an e-mail address: it was signed in with, or unlocked.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_attempts(database: &Database, digest: &str) -> Result<(), StoreError> {
    let transaction = database.begin().await?;
    sign_in_attempts::Entity::delete_by_id(digest.to_owned()).exec(&transaction).await?;
    Ok(transaction.commit().await?)
}

/// Forgets the tries with an e-mail address together with the sign-in that succeeded.
///
/// # Errors
/// When the database does not answer.
pub async fn clear_attempts(unit: &UnitOfWork, digest: &str) -> Result<(), StoreError> {
    sign_in_attempts::Entity::delete_by_id(digest.to_owned()).exec(unit.transaction()).await?;
    Ok(())
}

/// Forgets the tries that count no longer, and says how many addresses that were.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_old_attempts(database: &Database, now: Timestamp) -> Result<u64, StoreError> {
    let transaction = database.begin().await?;
    let before = Attempts::forgotten_before(now).as_micros();
    let forgotten =
        sign_in_attempts::Entity::delete_many().filter(Column::LastAt.lte(before)).exec(&transaction).await?;
    transaction.commit().await?;
    Ok(forgotten.rows_affected)
}

/// Until when tries with e-mail addresses are, or were, refused; without those that never were.
///
/// # Errors
/// When the database does not answer.
pub async fn locked_until(
    source: &impl Source,
    digests: impl IntoIterator<Item = &String>,
) -> Result<HashMap<String, Timestamp>, StoreError> {
    let found = sign_in_attempts::Entity::find().filter(Column::EmailDigest.is_in(digests));
    let mut locked = HashMap::new();
    for row in found.all(&source.executor()).await? {
        if let Some(until) = read(&row)?.locked_until {
            locked.insert(row.email_digest, until);
        }
    }
    Ok(locked)
}

fn read(row: &sign_in_attempts::Model) -> Result<Attempts, StoreError> {
    Ok(Attempts {
        failures: u32::try_from(row.failures).map_err(|error| corrupt(WHAT, error))?,
        locked_until: row.locked_until.map(|at| instant(WHAT, at)).transpose()?,
        last_at: instant(WHAT, row.last_at)?,
    })
}
