//! How far events have been handed to a broker. These writes are no changes of the platform's records, so they need no
//! audit.

use super::Events;
use crate::connect::{Database, Source};
use crate::entities::event_relay::{self, Column};
use crate::error::StoreError;
use crate::stored::instant;
use domain::shared::Timestamp;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use uuid::Uuid;

const WHAT: &str = "event relay";

/// How far the events have come to a stream of a broker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelayPlace {
    /// The number of the last event that is safe there.
    pub cursor: i64,
    /// The process that hands them on.
    pub holder: Option<Uuid>,
    /// Until when nobody else does.
    pub held_until: Timestamp,
}

/// The places of all streams.
#[derive(Debug)]
pub struct EventRelays<'c>(&'c Database);

impl<'c> EventRelays<'c> {
    /// Those of a database.
    pub const fn of(database: &'c Database) -> Self {
        Self(database)
    }

    /// The place of a stream; `None` before anybody has claimed it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, stream: &str) -> Result<Option<RelayPlace>, StoreError> {
        let found = event_relay::Entity::find_by_id(stream.to_owned()).one(&self.0.executor()).await?;
        found.as_ref().map(read).transpose()
    }

    /// Gives a stream a place, unless it has one: it begins with the events that come from now on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn enter(&self, stream: &str) -> Result<(), StoreError> {
        if self.find(stream).await?.is_some() {
            return Ok(());
        }
        let head = Events::of(self.0).head().await?;
        let row = event_relay::ActiveModel {
            stream: Set(stream.to_owned()),
            cursor_seq: Set(head),
            holder_id: Set(None),
            held_until: Set(0),
        };
        // Another node may have been faster.
        let first = OnConflict::column(Column::Stream).do_nothing().to_owned();
        let transaction = self.0.begin().await?;
        event_relay::Entity::insert(row).on_conflict(first).exec_without_returning(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Claims a stream for one process until an instant, or for longer when it holds it already; `None` while another
    /// one holds it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim(
        &self,
        stream: &str,
        holder: Uuid,
        (now, until): (Timestamp, Timestamp),
    ) -> Result<Option<RelayPlace>, StoreError> {
        let free = Condition::any().add(Column::HolderId.eq(holder)).add(Column::HeldUntil.lte(now.as_micros()));
        let transaction = self.0.begin().await?;
        let claimed = event_relay::Entity::update_many()
            .col_expr(Column::HolderId, Expr::value(holder))
            .col_expr(Column::HeldUntil, Expr::value(until.as_micros()))
            .filter(Column::Stream.eq(stream))
            .filter(free)
            .exec_with_returning(&transaction)
            .await?;
        transaction.commit().await?;
        claimed.first().map(read).transpose()
    }

    /// Notes that all events up to `to` are safe; `false` when the process does not hold the stream any more.
    ///
    /// # Errors
    /// When the database does not answer; then they are handed on once more.
    pub async fn advance(
        &self,
        stream: &str,
        holder: Uuid,
        (from, to): (i64, i64),
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let transaction = self.0.begin().await?;
        let moved = event_relay::Entity::update_many()
            .col_expr(Column::CursorSeq, Expr::value(to))
            .col_expr(Column::HeldUntil, Expr::value(until.as_micros()))
            .filter(Column::Stream.eq(stream))
            .filter(Column::HolderId.eq(holder))
            .filter(Column::CursorSeq.eq(from))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(moved.rows_affected == 1)
    }

    /// Gives the stream free, if the process holds it: another one need not wait until the claim runs out.
    ///
    /// # Errors
    /// When the database does not answer; then the claim runs out.
    pub async fn release(&self, stream: &str, holder: Uuid) -> Result<(), StoreError> {
        let transaction = self.0.begin().await?;
        event_relay::Entity::update_many()
            .col_expr(Column::HolderId, Expr::value(None::<Uuid>))
            .col_expr(Column::HeldUntil, Expr::value(0_i64))
            .filter(Column::Stream.eq(stream))
            .filter(Column::HolderId.eq(holder))
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }
}

fn read(row: &event_relay::Model) -> Result<RelayPlace, StoreError> {
    Ok(RelayPlace { cursor: row.cursor_seq, holder: row.holder_id, held_until: instant(WHAT, row.held_until)? })
}
