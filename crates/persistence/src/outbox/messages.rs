//! Messages and how workers share them.

use crate::connect::Database;
use crate::entities::outbox_message::{self, Column};
use crate::error::StoreError;
use domain::shared::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// A message of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageId(Uuid);

impl std::fmt::Display for MessageId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A message to be sent.
#[derive(Clone, Debug)]
pub struct OutboxMessage {
    /// The message. Receivers can tell a repetition by it.
    pub id: MessageId,
    /// What kind, for instance `mail`.
    pub kind: String,
    /// What to send, as JSON.
    pub payload: String,
    /// How often it was tried before.
    pub attempts: i64,
}

/// The workers' side of the outbox. These writes are no changes of the platform's records, so they need no audit.
#[derive(Debug)]
pub struct Outbox<'c>(&'c Database);

impl<'c> Outbox<'c> {
    /// The outbox of a database.
    pub const fn of(database: &'c Database) -> Self {
        Self(database)
    }

    /// Claims up to `most` messages that are due. Another worker gets them only after `until`, should this one die.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim(&self, now: Timestamp, until: Timestamp, most: u64) -> Result<Vec<OutboxMessage>, StoreError> {
        let free =
            || Condition::any().add(Column::ClaimedUntil.is_null()).add(Column::ClaimedUntil.lte(now.as_micros()));
        let due = Condition::all()
            .add(Column::DoneAt.is_null())
            .add(Column::FailedAt.is_null())
            .add(Column::DueAt.lte(now.as_micros()))
            .add(free());
        let transaction = self.0.begin().await?;
        let found = outbox_message::Entity::find().filter(due).order_by_asc(Column::DueAt).limit(most);
        let mut claimed = Vec::new();
        for message in found.all(&transaction).await? {
            // On PostgreSQL another worker may have been faster: only one of the two updates finds the message free.
            let taken = outbox_message::Entity::update_many()
                .col_expr(Column::ClaimedUntil, Expr::value(until.as_micros()))
                .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
                .filter(Column::Id.eq(message.id))
                .filter(free())
                .exec(&transaction)
                .await?;
            if taken.rows_affected == 1 {
                let attempts = message.attempts;
                claimed.push(OutboxMessage {
                    id: MessageId(message.id),
                    kind: message.kind,
                    payload: message.payload,
                    attempts,
                });
            }
        }
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Gives messages back that were claimed until this instant and not tried.
    ///
    /// # Errors
    /// When the database does not answer; then the claim runs out.
    pub async fn give_back(
        &self,
        messages: impl IntoIterator<Item = MessageId>,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        let transaction = self.0.begin().await?;
        outbox_message::Entity::update_many()
            .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1))
            .filter(Column::Id.is_in(messages.into_iter().map(|message| message.0)))
            .filter(Column::ClaimedUntil.eq(until.as_micros()))
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Notes that the message was sent, and forgets what it said.
    ///
    /// # Errors
    /// When the database does not answer; then it will be sent once more.
    pub async fn done(&self, message: MessageId, now: Timestamp) -> Result<(), StoreError> {
        self.close(message, [(Column::DoneAt, Some(now)), (Column::ClaimedUntil, None)], None).await
    }

    /// Notes that it failed, and when to try again; `None` gives it up for good.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn failed(
        &self,
        message: MessageId,
        reason: &str,
        again: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let next = again.map_or((Column::FailedAt, Some(now)), |again| (Column::DueAt, Some(again)));
        self.close(message, [next, (Column::ClaimedUntil, None)], Some(reason)).await
    }

    /// How many messages wait to be sent.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting(&self) -> Result<u64, StoreError> {
        let open = outbox_message::Entity::find().filter(Column::DoneAt.is_null()).filter(Column::FailedAt.is_null());
        Ok(open.count(&crate::connect::Source::executor(self.0)).await?)
    }

    async fn close(
        &self,
        message: MessageId,
        instants: [(Column, Option<Timestamp>); 2],
        error: Option<&str>,
    ) -> Result<(), StoreError> {
        let mut update = outbox_message::Entity::update_many().filter(Column::Id.eq(message.0));
        for (column, at) in instants {
            update = update.col_expr(column, Expr::value(at.map(Timestamp::as_micros)));
        }
        if error.is_none() {
            update = update.col_expr(Column::Payload, Expr::value(""));
        }
        let update = update.col_expr(Column::LastError, Expr::value(error));
        let transaction = self.0.begin().await?;
        update.exec(&transaction).await?;
        Ok(transaction.commit().await?)
    }
}
