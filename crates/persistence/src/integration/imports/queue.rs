//! The queue of those who carry imports out. A claim is a lease: who lost it keeps nothing, because every step asks for
//! the claim, the state and the place at which it began, in the transaction that keeps its rows.

use crate::connect::{Database, Source};
use crate::entities::import_job::{self, Column};
use crate::entities::import_row;
use crate::error::StoreError;
use crate::stored::corrupt;
use crate::unit_of_work::UnitOfWork;
use domain::integration::imports::{Import, ImportProgress, ImportState, RowMessage};
use domain::shared::{ImportId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

const WHAT: &str = "import";
/// How many that are due are looked at: others may be faster.
const LOOKED_AT: u64 = 10;
/// How many are forgotten together.
const BATCH: u64 = 100;

/// The queue.
#[derive(Debug)]
pub struct ImportQueue<'c>(&'c Database);

/// A claimed import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Which.
    pub import: ImportId,
    /// How often it was begun since it last got further, this time included.
    pub attempts: i64,
}

impl<'c> ImportQueue<'c> {
    /// The queue of a database.
    pub const fn of(database: &'c Database) -> Self {
        Self(database)
    }

    /// Claims an import that is due. Another worker gets it only after `until`, should this one die.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim(&self, now: Timestamp, until: Timestamp, claim: Uuid) -> Result<Option<Claimed>, StoreError> {
        let due = import_job::Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(open())
            .filter(Column::DueAt.lte(now.as_micros()))
            .filter(free(now))
            .order_by_asc(Column::DueAt)
            .order_by_asc(Column::Id)
            .limit(LOOKED_AT);
        let due: Vec<Uuid> = due.into_tuple().all(&self.0.executor()).await?;
        if due.is_empty() {
            return Ok(None);
        }
        let transaction = self.0.begin().await?;
        let mut claimed = None;
        for id in due {
            // Another worker may have been faster: only one of the two updates finds the import free.
            let taken = import_job::Entity::update_many()
                .col_expr(Column::Claim, Expr::value(claim))
                .col_expr(Column::ClaimedUntil, Expr::value(until.as_micros()))
                .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1_i64))
                .filter(Column::Id.eq(id))
                .filter(open())
                .filter(free(now))
                .exec_with_returning(&transaction)
                .await?;
            if let Some(row) = taken.first() {
                claimed = Some(Claimed { import: row.id.into(), attempts: row.attempts });
                break;
            }
        }
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Gives a claimed import back, to be gone on with at an instant.
    ///
    /// # Errors
    /// When the database does not answer; then it is free when the claim ends.
    pub async fn release(&self, import: ImportId, claim: Uuid, due_at: Timestamp) -> Result<(), StoreError> {
        let transaction = self.0.begin().await?;
        import_job::Entity::update_many()
            .col_expr(Column::Claim, Expr::value(None::<Uuid>))
            .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
            .col_expr(Column::DueAt, Expr::value(due_at.as_micros()))
            .filter(Column::Id.eq(import.uuid()))
            .filter(Column::Claim.eq(claim))
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Imports that were over before an instant, and whose rows are still known: at most 100.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn over_before(&self, before: Timestamp) -> Result<Vec<ImportId>, StoreError> {
        let over = import_job::Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::FinishedAt.lt(before.as_micros()))
            .filter(Column::ForgottenAt.is_null())
            .order_by_asc(Column::FinishedAt)
            .limit(BATCH);
        let ids: Vec<Uuid> = over.into_tuple().all(&self.0.executor()).await?;
        Ok(ids.into_iter().map(ImportId::from).collect())
    }
}

/// How far an import got.
#[derive(Clone, Debug)]
pub struct Advance<'a> {
    /// With which claim.
    pub claim: Uuid,
    /// The state after it.
    pub to: ImportState,
    /// What became of its rows so far.
    pub progress: ImportProgress,
    /// Why it failed.
    pub failure: Option<&'a RowMessage>,
    /// Until when the claim holds from now on.
    pub claimed_until: Timestamp,
}

/// Notes how far an import got. `false` when it is not at that place any more: somebody cancelled it, or another worker
/// took it over. Then nothing of this unit of work may be kept.
///
/// # Errors
/// When the database does not answer.
pub async fn advance_import(unit: &UnitOfWork, before: &Import, step: Advance<'_>) -> Result<bool, StoreError> {
    let number = |count: u64| i64::try_from(count).map_err(|error| corrupt(WHAT, error));
    let failure = step.failure.map(serde_json::to_string).transpose().map_err(|error| corrupt(WHAT, error))?;
    let (now, over) = (unit.now().as_micros(), step.to.is_over());
    let mut update = import_job::Entity::update_many()
        .col_expr(Column::State, Expr::value(step.to.code()))
        .col_expr(Column::Done, Expr::value(number(step.progress.done)?))
        .col_expr(Column::Created, Expr::value(number(step.progress.created)?))
        .col_expr(Column::Duplicates, Expr::value(number(step.progress.duplicates)?))
        .col_expr(Column::Refused, Expr::value(number(step.progress.refused)?))
        .col_expr(Column::Failure, Expr::value(failure))
        .col_expr(Column::Attempts, Expr::value(0_i64))
        .col_expr(Column::ClaimedUntil, Expr::value((!over).then_some(step.claimed_until.as_micros())))
        .col_expr(Column::StartedAt, Expr::value(before.started_at.map_or(now, Timestamp::as_micros)))
        .col_expr(Column::FinishedAt, Expr::value(over.then_some(now)))
        .col_expr(Column::Version, Expr::value(before.version + 1))
        .filter(Column::Id.eq(before.id.uuid()))
        .filter(Column::Claim.eq(step.claim))
        .filter(Column::State.eq(before.state.code()))
        .filter(Column::Done.eq(number(before.progress.done)?));
    if step.to == ImportState::Failed {
        update = update.col_expr(Column::Holds, Expr::value(None::<String>));
    }
    Ok(update.exec(unit.transaction()).await?.rows_affected == 1)
}

/// Cancels an import that is still at this place.
///
/// # Errors
/// `VERSION_CONFLICT` when it got further meanwhile; when the database does not answer.
pub async fn cancel_import(unit: &UnitOfWork, before: &Import) -> Result<(), StoreError> {
    let cancelled = import_job::Entity::update_many()
        .col_expr(Column::State, Expr::value(ImportState::Cancelled.code()))
        .col_expr(Column::Holds, Expr::value(None::<String>))
        .col_expr(Column::Claim, Expr::value(None::<Uuid>))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
        .col_expr(Column::FinishedAt, Expr::value(unit.now().as_micros()))
        .col_expr(Column::Version, Expr::value(before.version + 1))
        .filter(Column::Id.eq(before.id.uuid()))
        .filter(Column::Version.eq(before.version))
        .exec(unit.transaction())
        .await?;
    if cancelled.rows_affected == 1 { Ok(()) } else { Err(StoreError::conflict(before.version + 1)) }
}

/// Keeps an import from changing until the unit of work ends.
///
/// # Errors
/// When the database does not answer.
pub async fn hold_import(unit: &UnitOfWork, id: ImportId) -> Result<(), StoreError> {
    import_job::Entity::find_by_id(id.uuid())
        .select_only()
        .column(Column::Id)
        .lock_exclusive()
        .into_tuple::<Uuid>()
        .one(unit.transaction())
        .await?;
    Ok(())
}

/// Forgets what became of the rows of an import, and says of how many.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_rows(unit: &UnitOfWork, import: &Import) -> Result<u64, StoreError> {
    let gone = import_row::Entity::delete_many()
        .filter(import_row::Column::ImportId.eq(import.id.uuid()))
        .exec(unit.transaction())
        .await?;
    import_job::Entity::update_many()
        .col_expr(Column::ForgottenAt, Expr::value(unit.now().as_micros()))
        .col_expr(Column::Version, Expr::value(import.version + 1))
        .filter(Column::Id.eq(import.id.uuid()))
        .exec(unit.transaction())
        .await?;
    Ok(gone.rows_affected)
}

fn open() -> Condition {
    let states = ImportState::ALL.iter().filter(|state| !state.is_over()).map(|state| state.code());
    Condition::all().add(Column::State.is_in(states))
}

fn free(now: Timestamp) -> Condition {
    Condition::any().add(Column::ClaimedUntil.is_null()).add(Column::ClaimedUntil.lte(now.as_micros()))
}
