//! What was delivered to webhooks, and what is to be.

use super::subscription::{organisation_of_webhook, owner};
use crate::connect::Source;
use crate::entities::webhook_delivery::{self, Column};
use crate::entities::webhook_subscription;
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::scope::visible;
use crate::stored::{code, corrupt, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::integration::{WebhookDelivery, WebhookDeliveryState};
use domain::shared::{Page, PageRequest, Timestamp, WebhookDeliveryId, WebhookSubscriptionId};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    RelationDef, Select,
};

const WHAT: &str = "webhook delivery";

/// Which deliveries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DeliveryFilter {
    /// To this webhook.
    pub webhook: Option<WebhookSubscriptionId>,
    /// In this state.
    pub state: Option<WebhookDeliveryState>,
}

/// The deliveries.
#[derive(Debug)]
pub struct WebhookDeliveries<'c>(DatabaseExecutor<'c>);

impl<'c> WebhookDeliveries<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One page of those to webhooks that are seen, the newest events first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &DeliveryFilter,
        request: &PageRequest,
    ) -> Result<Page<WebhookDelivery>, StoreError> {
        let order = Ordering {
            columns: vec![Column::EventSeq, Column::Id],
            descending: true,
            keys: |row: &webhook_delivery::Model| vec![Key::Number(row.event_seq), Key::Id(row.id)],
        };
        let found = page(select(seen, filter), &order, request, &self.0).await?;
        let rows = found.rows.into_iter().map(|(cursor, row)| Ok((cursor, read(row)?)));
        let rows = rows.collect::<Result<_, StoreError>>()?;
        Ok(Page { rows, has_next: found.has_next, has_previous: found.has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &DeliveryFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }
}

fn select(seen: &Visibility, filter: &DeliveryFilter) -> Select<webhook_delivery::Entity> {
    webhook_delivery::Entity::find()
        .join(JoinType::InnerJoin, webhook_of_delivery())
        .join(JoinType::InnerJoin, organisation_of_webhook())
        .filter(visible(seen, &owner()))
        .apply_if(filter.webhook, |found, id| found.filter(Column::WebhookId.eq(id.uuid())))
        .apply_if(filter.state, |found, state| found.filter(Column::State.eq(state.code())))
}

pub(super) fn webhook_of_delivery() -> RelationDef {
    webhook_delivery::Entity::belongs_to(webhook_subscription::Entity)
        .from(Column::WebhookId)
        .to(webhook_subscription::Column::Id)
        .into()
}

pub(super) fn read(row: webhook_delivery::Model) -> Result<WebhookDelivery, StoreError> {
    let status = row.status.map(|status| u16::try_from(status).map_err(|_| corrupt(WHAT, "a status")));
    Ok(WebhookDelivery {
        id: row.id.into(),
        webhook: row.webhook_id.into(),
        event: row.event_id.into(),
        kind: row.kind,
        subject: row.subject_id,
        state: code(WHAT, &row.state)?,
        attempts: row.attempts,
        outcome: row.outcome.as_deref().map(|outcome| code(WHAT, outcome)).transpose()?,
        status: status.transpose()?,
        tried_at: row.tried_at.map(|at| instant(WHAT, at)).transpose()?,
        due_at: instant(WHAT, row.due_at)?,
        created_at: instant(WHAT, row.created_at)?,
    })
}

/// Queues deliveries of a webhook once more, those with these ids or all that were given up since an instant, and says
/// how many. Their tries are counted anew.
///
/// # Errors
/// When the database does not answer.
pub async fn replay_deliveries(
    unit: &UnitOfWork,
    webhook: WebhookSubscriptionId,
    ids: &[WebhookDeliveryId],
    failed_since: Option<Timestamp>,
) -> Result<u64, StoreError> {
    let ended = WebhookDeliveryState::ALL.iter().filter(|state| **state != WebhookDeliveryState::Pending);
    let mut update = webhook_delivery::Entity::update_many()
        .col_expr(Column::State, Expr::value(WebhookDeliveryState::Pending.code()))
        .col_expr(Column::Attempts, Expr::value(0_i64))
        .col_expr(Column::DueAt, Expr::value(unit.now().as_micros()))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
        .filter(Column::WebhookId.eq(webhook.uuid()))
        .filter(Column::State.is_in(ended.map(|state| state.code())));
    update = match failed_since {
        Some(since) => update
            .filter(Column::State.eq(WebhookDeliveryState::Failed.code()))
            .filter(Column::CreatedAt.gte(since.as_micros())),
        None => update.filter(Column::Id.is_in(ids.iter().map(|id| id.uuid()))),
    };
    Ok(update.exec(unit.transaction()).await?.rows_affected)
}
