//! The queue of those who write exports. These writes are no changes of the platform's records, so they need no audit.

use super::row::{read, signed};
use crate::connect::{Database, Source};
use crate::entities::export::{self, Column};
use crate::error::StoreError;
use domain::integration::{Export, ExportState};
use domain::shared::{ExportId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Among how many of those that wait the next one is chosen.
const WAITING: u64 = 500;
/// How many files are deleted at once.
const EXPIRING: u64 = 100;

/// An export that nobody else writes at present.
#[derive(Clone, Debug)]
pub struct ClaimedExport {
    /// The export.
    pub export: Export,
    /// By what its writer is known: whoever takes it over has another one.
    pub claim: Uuid,
}

/// How far an export is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportProgress {
    /// How many rows were written.
    pub rows: u64,
    /// Of how many.
    pub total: Option<u64>,
    /// How many bytes the file has.
    pub bytes: u64,
}

/// The queue.
#[derive(Debug)]
pub struct ExportQueue<'c>(&'c Database);

impl<'c> ExportQueue<'c> {
    /// The queue of a database.
    pub const fn of(database: &'c Database) -> Self {
        Self(database)
    }

    /// Claims the next export under a new `claim`. It is the oldest one of whoever has waited longest since one of theirs
    /// was begun, so that nobody with many exports is in everybody's way. Another writer gets it only after `until`, should
    /// this one die.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim(
        &self,
        (now, until): (Timestamp, Timestamp),
        claim: Uuid,
    ) -> Result<Option<ClaimedExport>, StoreError> {
        let waiting: Vec<(Uuid, Uuid)> = export::Entity::find()
            .select_only()
            .columns([Column::Id, Column::RequesterId])
            .filter(due(now))
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Id)
            .limit(WAITING)
            .into_tuple()
            .all(&self.0.executor())
            .await?;
        if waiting.is_empty() {
            return Ok(None);
        }
        let served: HashMap<Uuid, Option<i64>> = export::Entity::find()
            .select_only()
            .column(Column::RequesterId)
            .column_as(Column::StartedAt.max(), "served")
            .filter(Column::RequesterId.is_in(waiting.iter().map(|(_, requester)| *requester)))
            .group_by(Column::RequesterId)
            .into_tuple()
            .all(&self.0.executor())
            .await?
            .into_iter()
            .collect();
        let mut waiting = waiting;
        // The sort is stable: of one requester the oldest stays first.
        waiting.sort_by_key(|(_, requester)| served.get(requester).copied().flatten());
        for (id, _) in waiting {
            // Another writer may have been faster: only one of the two updates finds it free.
            let transaction = self.0.begin().await?;
            let taken = export::Entity::update_many()
                .col_expr(Column::State, Expr::value(ExportState::Running.code()))
                .col_expr(Column::ClaimId, Expr::value(claim))
                .col_expr(Column::ClaimedUntil, Expr::value(until.as_micros()))
                .col_expr(Column::StartedAt, Expr::value(now.as_micros()))
                .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1_i64))
                .col_expr(Column::Rows, Expr::value(0_i64))
                .col_expr(Column::Bytes, Expr::value(0_i64))
                .filter(Column::Id.eq(id))
                .filter(due(now))
                .exec_with_returning(&transaction)
                .await?
                .pop();
            transaction.commit().await?;
            if let Some(row) = taken {
                return Ok(Some(ClaimedExport { export: read(row)?, claim }));
            }
        }
        Ok(None)
    }

    /// Whether this writer still writes it: it was neither called off nor taken over.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_held(&self, id: ExportId, claim: Uuid) -> Result<bool, StoreError> {
        let held = export::Entity::find().select_only().column(Column::Id).filter(held(id, claim));
        Ok(held.into_tuple::<Uuid>().one(&self.0.executor()).await?.is_some())
    }

    /// Notes how far it is, and keeps the claim until an instant.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn note(
        &self,
        (id, claim): (ExportId, Uuid),
        progress: ExportProgress,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let transaction = self.0.begin().await?;
        export::Entity::update_many()
            .col_expr(Column::Rows, Expr::value(signed(progress.rows)?))
            .col_expr(Column::Total, Expr::value(progress.total.map(signed).transpose()?))
            .col_expr(Column::Bytes, Expr::value(signed(progress.bytes)?))
            .col_expr(Column::ClaimedUntil, Expr::value(until.as_micros()))
            .filter(held(id, claim))
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Gives an export back to be begun anew by anybody, as if this writer had never had it.
    ///
    /// # Errors
    /// When the database does not answer; then the claim runs out.
    pub async fn give_back(&self, id: ExportId, claim: Uuid) -> Result<(), StoreError> {
        let transaction = self.0.begin().await?;
        export::Entity::update_many()
            .col_expr(Column::State, Expr::value(ExportState::Queued.code()))
            .col_expr(Column::ClaimId, Expr::value(None::<Uuid>))
            .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1_i64))
            .filter(held(id, claim))
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// The exports whose files have been kept for their time, some of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn expired(&self, now: Timestamp) -> Result<Vec<ExportId>, StoreError> {
        let found = export::Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::State.eq(ExportState::Done.code()))
            .filter(Column::ExpiresAt.lte(now.as_micros()))
            .order_by_asc(Column::ExpiresAt)
            .limit(EXPIRING);
        let ids = found.into_tuple::<Uuid>().all(&self.0.executor()).await?;
        Ok(ids.into_iter().map(ExportId::from).collect())
    }
}

/// What waits, and what somebody wrote who has not been heard of since.
fn due(now: Timestamp) -> Condition {
    let abandoned = Condition::all()
        .add(Column::State.eq(ExportState::Running.code()))
        .add(Column::ClaimedUntil.lte(now.as_micros()));
    Condition::any().add(Column::State.eq(ExportState::Queued.code())).add(abandoned)
}

fn held(id: ExportId, claim: Uuid) -> Condition {
    Condition::all()
        .add(Column::Id.eq(id.uuid()))
        .add(Column::State.eq(ExportState::Running.code()))
        .add(Column::ClaimId.eq(claim))
}
