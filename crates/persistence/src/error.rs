//! What can go wrong in the database, told apart by what the caller can do about it.

use domain::shared::{Refusal, RefusalCode};
use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};

/// A failure of the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// An expected "no": a record exists already, was changed in the meantime, or a cursor is not one of ours.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The database is down, busy, locked or full. Nothing was changed; trying again later may help.
    #[error("the database is not available")]
    Unavailable(#[source] DbErr),
    /// A fault of ours.
    #[error("the database refused a statement")]
    Unexpected(#[source] DbErr),
    /// What was read is not what was written: a row that the domain does not accept.
    #[error("the stored {what} is not valid: {reason}")]
    Corrupt {
        /// The kind of row.
        what: &'static str,
        /// Why.
        reason: String,
    },
}

impl StoreError {
    /// Somebody else changed the record: its present version is `current`.
    pub(crate) fn conflict(current: i64) -> Self {
        Self::Refused(Refusal::new(RefusalCode::VersionConflict).at("expectedVersion").with("current", current))
    }
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
            return Self::Refused(Refusal::new(RefusalCode::Duplicate));
        }
        if is_unavailable(&error) { Self::Unavailable(error) } else { Self::Unexpected(error) }
    }
}

/// SQLite's primary result codes for busy, locked, a disk that is full or fails, a file that cannot be opened, and
/// PostgreSQL's classes for a lost connection, exhausted resources, an operator's intervention and lock conflicts.
fn is_unavailable(error: &DbErr) -> bool {
    const SQLITE: [&str; 7] = ["5", "6", "8", "10", "13", "14", "262"];
    const POSTGRES: [&str; 6] = ["08", "53", "57", "58", "40", "55"];
    let source = match error {
        DbErr::ConnectionAcquire(_) => return true,
        DbErr::Conn(RuntimeErr::SqlxError(source))
        | DbErr::Exec(RuntimeErr::SqlxError(source))
        | DbErr::Query(RuntimeErr::SqlxError(source)) => source,
        _ => return false,
    };
    match &**source {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(refused) => refused.code().is_some_and(|code| {
            SQLITE.contains(&&*code) || (code.len() == 5 && POSTGRES.iter().any(|class| code.starts_with(class)))
        }),
        _ => false,
    }
}
