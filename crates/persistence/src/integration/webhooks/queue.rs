//! The queue of those who deliver to webhooks. These writes are no changes of the platform's records, so they need no
//! audit.

use super::deliveries::{read, webhook_of_delivery};
use super::subscription::{SealedSecrets, read_types};
use crate::connect::{Database, Source};
use crate::entities::webhook_delivery::{self, Column};
use crate::entities::webhook_subscription::{self, Column as Webhook};
use crate::error::StoreError;
use crate::outbox::chunks;
use crate::stored::instant;
use domain::integration::{WebhookDelivery, WebhookDeliveryState, WebhookOutcome, WebhookState, hold};
use domain::shared::{EventId, OrganisationId, ServiceAccountId, Timestamp, WebhookDeliveryId, WebhookSubscriptionId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "webhook";

/// What is needed to deliver to a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// The webhook.
    pub id: WebhookSubscriptionId,
    /// Whose rights count.
    pub service: ServiceAccountId,
    /// Who owns it.
    pub organisation: OrganisationId,
    /// Where it is received.
    pub url: String,
    /// The types of events; all when there is none.
    pub types: Vec<String>,
    /// The document that is carried out for each event.
    pub document: Option<String>,
    /// The secrets that sign.
    pub secrets: SealedSecrets,
    /// The number of the last event that was looked at.
    pub cursor: i64,
}

/// An event that a webhook is to be told of.
#[derive(Clone, Debug)]
pub struct NewDelivery {
    /// The delivery.
    pub id: WebhookDeliveryId,
    /// To which webhook.
    pub webhook: WebhookSubscriptionId,
    /// The event.
    pub event: EventId,
    /// Its number.
    pub seq: i64,
    /// Its type.
    pub kind: &'static str,
    /// The record that it is about.
    pub subject: Uuid,
}

/// A delivery that nobody else tries at present.
#[derive(Clone, Debug)]
pub struct ClaimedDelivery {
    /// The delivery.
    pub delivery: WebhookDelivery,
    /// To whom.
    pub receiver: Receiver,
}

/// A try that failed.
#[derive(Clone, Copy, Debug)]
pub struct Failure {
    /// How.
    pub outcome: WebhookOutcome,
    /// The status that was answered.
    pub status: Option<u16>,
    /// When it is tried again; `None` when it is given up.
    pub again: Option<Timestamp>,
}

/// The queue.
#[derive(Debug)]
pub struct WebhookQueue<'c>(&'c Database);

impl<'c> WebhookQueue<'c> {
    /// The queue of a database.
    pub const fn of(database: &'c Database) -> Self {
        Self(database)
    }

    /// The active webhooks that have not looked at the event with this number yet, unless their receivers are left
    /// alone at present.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn behind(&self, head: i64, now: Timestamp) -> Result<Vec<Receiver>, StoreError> {
        let found = webhook_subscription::Entity::find()
            .filter(Webhook::State.eq(WebhookState::Active.code()))
            .filter(Webhook::CursorSeq.lt(head))
            .filter(not_held(now))
            .order_by_asc(Webhook::CursorSeq);
        found.all(&self.0.executor()).await?.into_iter().map(receiver).collect()
    }

    /// Queues what webhooks that stood at `from` are to be told of, and moves them to `to`. `false` when somebody else
    /// has moved one of them meanwhile: then nothing is queued.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn queue(
        &self,
        webhooks: &[WebhookSubscriptionId],
        (from, to): (i64, i64),
        wanted: Vec<NewDelivery>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let transaction = self.0.begin().await?;
        let moved = webhook_subscription::Entity::update_many()
            .col_expr(Webhook::CursorSeq, Expr::value(to))
            .filter(Webhook::Id.is_in(webhooks.iter().map(|id| id.uuid())))
            .filter(Webhook::CursorSeq.eq(from))
            .filter(Webhook::State.eq(WebhookState::Active.code()))
            .exec(&transaction)
            .await?;
        if moved.rows_affected != webhooks.len() as u64 {
            transaction.rollback().await?;
            return Ok(false);
        }
        let row = |new: NewDelivery| webhook_delivery::ActiveModel {
            id: Set(new.id.uuid()),
            webhook_id: Set(new.webhook.uuid()),
            event_id: Set(new.event.uuid()),
            event_seq: Set(new.seq),
            kind: Set(new.kind.to_owned()),
            subject_id: Set(new.subject),
            state: Set(WebhookDeliveryState::Pending.code().to_owned()),
            attempts: Set(0),
            due_at: Set(now.as_micros()),
            claimed_until: Set(None),
            tried_at: Set(None),
            outcome: Set(None),
            status: Set(None),
            created_at: Set(now.as_micros()),
        };
        for chunk in chunks(wanted.into_iter().map(row), 1_000) {
            webhook_delivery::Entity::insert_many(chunk).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Claims up to `most` deliveries that are due, as many as `each` to one webhook with those that are `under_way`.
    /// Of events about the same record only the first is due: they arrive in their order. Another worker gets them only
    /// after `until`, should this one die.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn claim(
        &self,
        (now, until): (Timestamp, Timestamp),
        (most, each): (u64, usize),
        under_way: &HashMap<WebhookSubscriptionId, usize>,
    ) -> Result<Vec<ClaimedDelivery>, StoreError> {
        let busy = under_way.iter().filter(|(_, count)| **count >= each).map(|(id, _)| id.uuid());
        let due = webhook_delivery::Entity::find()
            .select_only()
            .columns([Column::Id, Column::WebhookId])
            .join(JoinType::InnerJoin, webhook_of_delivery())
            .filter(Column::State.eq(WebhookDeliveryState::Pending.code()))
            .filter(Column::DueAt.lte(now.as_micros()))
            .filter(free(now))
            .filter(Webhook::State.eq(WebhookState::Active.code()))
            .filter(not_held(now))
            .filter(Column::WebhookId.is_not_in(busy))
            .filter(Expr::exists(earlier()).not())
            .order_by_asc(Column::DueAt)
            .order_by_asc(Column::EventSeq)
            .limit(most);
        let mut taken: HashMap<Uuid, usize> = under_way.iter().map(|(id, count)| (id.uuid(), *count)).collect();
        let mut ids = Vec::new();
        for (id, webhook) in due.into_tuple::<(Uuid, Uuid)>().all(&self.0.executor()).await? {
            let taken = taken.entry(webhook).or_default();
            *taken += 1;
            if *taken <= each {
                ids.push(id);
            }
        }
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        // Another worker may have been faster: only one of the two updates finds a delivery free.
        let transaction = self.0.begin().await?;
        let claimed = webhook_delivery::Entity::update_many()
            .col_expr(Column::ClaimedUntil, Expr::value(until.as_micros()))
            .filter(Column::Id.is_in(ids))
            .filter(Column::State.eq(WebhookDeliveryState::Pending.code()))
            .filter(free(now))
            .exec_with_returning(&transaction)
            .await?;
        let receivers = webhook_subscription::Entity::find()
            .filter(Webhook::Id.is_in(claimed.iter().map(|row| row.webhook_id)))
            .all(&transaction)
            .await?;
        transaction.commit().await?;
        let receivers = receivers.into_iter().map(|row| Ok((row.id, receiver(row)?)));
        let receivers: HashMap<Uuid, Receiver> = receivers.collect::<Result<_, StoreError>>()?;
        let mut complete = Vec::with_capacity(claimed.len());
        for row in claimed {
            if let Some(receiver) = receivers.get(&row.webhook_id) {
                complete.push(ClaimedDelivery { receiver: receiver.clone(), delivery: read(row)? });
            }
        }
        Ok(complete)
    }

    /// Notes that the receiver took it.
    ///
    /// # Errors
    /// When the database does not answer; then it will be sent once more.
    pub async fn delivered(&self, delivery: &WebhookDelivery, status: u16, now: Timestamp) -> Result<(), StoreError> {
        let transaction = self.0.begin().await?;
        tried(delivery, WebhookDeliveryState::Delivered, WebhookOutcome::Accepted, Some(status), now)
            .exec(&transaction)
            .await?;
        webhook_subscription::Entity::update_many()
            .col_expr(Webhook::Failures, Expr::value(0_i64))
            .col_expr(Webhook::FailingSince, Expr::value(None::<i64>))
            .col_expr(Webhook::HeldUntil, Expr::value(None::<i64>))
            .col_expr(Webhook::DeliveredAt, Expr::value(now.as_micros()))
            .filter(Webhook::Id.eq(delivery.webhook.uuid()))
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Notes that it failed; says how many tries of this webhook failed in a row, and since when.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn failed(
        &self,
        delivery: &WebhookDelivery,
        failure: Failure,
        now: Timestamp,
    ) -> Result<(i64, Option<Timestamp>), StoreError> {
        let state = if failure.again.is_some() { WebhookDeliveryState::Pending } else { WebhookDeliveryState::Failed };
        let again = failure.again.unwrap_or(now).as_micros();
        let transaction = self.0.begin().await?;
        tried(delivery, state, failure.outcome, failure.status, now)
            .col_expr(Column::DueAt, Expr::value(again))
            .exec(&transaction)
            .await?;
        let since = Expr::col(Webhook::FailingSince).if_null(now.as_micros());
        let after = webhook_subscription::Entity::update_many()
            .col_expr(Webhook::Failures, Expr::col(Webhook::Failures).add(1_i64))
            .col_expr(Webhook::FailingSince, since)
            .filter(Webhook::Id.eq(delivery.webhook.uuid()))
            .exec_with_returning(&transaction)
            .await?
            .pop();
        // A webhook that was deleted meanwhile has no failures any more.
        let Some(after) = after else { return Ok((0, None)) };
        if failure.outcome.concerns_all(failure.status) {
            webhook_subscription::Entity::update_many()
                .col_expr(Webhook::HeldUntil, Expr::value(now.plus_seconds(hold(after.failures)).as_micros()))
                .filter(Webhook::Id.eq(delivery.webhook.uuid()))
                .exec(&transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok((after.failures, after.failing_since.map(|at| instant(WHAT, at)).transpose()?))
    }

    /// Notes that the service account may not know of it any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn withheld(&self, delivery: &WebhookDelivery) -> Result<(), StoreError> {
        let transaction = self.0.begin().await?;
        webhook_delivery::Entity::update_many()
            .col_expr(Column::State, Expr::value(WebhookDeliveryState::Withheld.code()))
            .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
            .filter(Column::Id.eq(delivery.id.uuid()))
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Gives a delivery back untried, and leaves its receiver alone until then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn postponed(&self, delivery: &WebhookDelivery, until: Timestamp) -> Result<(), StoreError> {
        let transaction = self.0.begin().await?;
        webhook_delivery::Entity::update_many()
            .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
            .filter(Column::Id.eq(delivery.id.uuid()))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        self.hold(&[delivery.webhook], until).await
    }

    /// Leaves receivers alone until an instant.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, webhooks: &[WebhookSubscriptionId], until: Timestamp) -> Result<(), StoreError> {
        let transaction = self.0.begin().await?;
        webhook_subscription::Entity::update_many()
            .col_expr(Webhook::HeldUntil, Expr::value(until.as_micros()))
            .filter(Webhook::Id.is_in(webhooks.iter().map(|id| id.uuid())))
            .exec(&transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Forgets deliveries that ended before an instant, and says how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget(&self, before: Timestamp) -> Result<u64, StoreError> {
        let transaction = self.0.begin().await?;
        let forgotten = webhook_delivery::Entity::delete_many()
            .filter(Column::State.ne(WebhookDeliveryState::Pending.code()))
            .filter(Column::DueAt.lt(before.as_micros()))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(forgotten.rows_affected)
    }
}

fn free(now: Timestamp) -> Condition {
    Condition::any().add(Column::ClaimedUntil.is_null()).add(Column::ClaimedUntil.lte(now.as_micros()))
}

fn not_held(now: Timestamp) -> Condition {
    Condition::any().add(Webhook::HeldUntil.is_null()).add(Webhook::HeldUntil.lte(now.as_micros()))
}

/// An event before it, about the same record, that the webhook was not told of yet.
fn earlier() -> sea_orm::sea_query::SelectStatement {
    let other = Alias::new("earlier");
    let of = |column: Column| Expr::col((other.clone(), column));
    let this = |column: Column| Expr::col((webhook_delivery::Entity, column));
    Query::select()
        .expr(Expr::value(1))
        .from_as(webhook_delivery::Entity, other.clone())
        .and_where(of(Column::WebhookId).eq(this(Column::WebhookId)))
        .and_where(of(Column::SubjectId).eq(this(Column::SubjectId)))
        .and_where(of(Column::State).eq(WebhookDeliveryState::Pending.code()))
        .and_where(of(Column::EventSeq).lt(this(Column::EventSeq)))
        .to_owned()
}

fn tried(
    delivery: &WebhookDelivery,
    state: WebhookDeliveryState,
    outcome: WebhookOutcome,
    status: Option<u16>,
    now: Timestamp,
) -> sea_orm::UpdateMany<webhook_delivery::Entity> {
    webhook_delivery::Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1_i64))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
        .col_expr(Column::TriedAt, Expr::value(now.as_micros()))
        .col_expr(Column::Outcome, Expr::value(outcome.code()))
        .col_expr(Column::Status, Expr::value(status.map(i64::from)))
        .filter(Column::Id.eq(delivery.id.uuid()))
}

fn receiver(row: webhook_subscription::Model) -> Result<Receiver, StoreError> {
    let until = row.previous_secret_until.map(|at| instant(WHAT, at)).transpose()?;
    Ok(Receiver {
        id: row.id.into(),
        service: row.service_id.into(),
        organisation: row.organisation_id.into(),
        url: row.url,
        types: read_types(&row.types),
        document: row.document,
        secrets: SealedSecrets { current: row.secret, previous: row.previous_secret.zip(until) },
        cursor: row.cursor_seq,
    })
}
