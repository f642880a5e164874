//! Webhooks without their secrets.

use crate::connect::Source;
use crate::entities::organisation;
use crate::entities::webhook_subscription::{self, Column};
use crate::entities::{audit_head, webhook_delivery};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::replace;
use crate::scope::{OwnerColumns, visible};
use crate::stored::{checked, code, corrupt, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::{Owner, Visibility};
use domain::integration::{WebhookDeliveryState, WebhookState, WebhookSubscription, WebhookUrl};
use domain::shared::{
    AccountId, Name, OrganisationId, Page, PageRequest, ServiceAccountId, Timestamp, WebhookSubscriptionId, sort_key,
};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, RelationDef, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "webhook";

/// Which webhooks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WebhookFilter {
    /// Of this organisation.
    pub organisation: Option<OrganisationId>,
    /// Of this service account.
    pub service: Option<ServiceAccountId>,
    /// In this state.
    pub state: Option<WebhookState>,
}

/// The secrets of a webhook, encrypted for it.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedSecrets {
    /// The one that signs.
    pub current: String,
    /// The one before it, and until when it signs as well.
    pub previous: Option<(String, Timestamp)>,
}

impl std::fmt::Debug for SealedSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealedSecrets(…)")
    }
}

/// The webhooks.
#[derive(Debug)]
pub struct WebhookSubscriptions<'c>(DatabaseExecutor<'c>);

impl<'c> WebhookSubscriptions<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One webhook, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(
        &self,
        seen: &Visibility,
        id: WebhookSubscriptionId,
    ) -> Result<Option<WebhookSubscription>, StoreError> {
        let row = select(seen, &WebhookFilter::default()).filter(Column::Id.eq(id.uuid())).one(&self.0).await?;
        Ok(self.complete(row).await?.pop())
    }

    /// One webhook, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(
        &self,
        seen: &Visibility,
        id: WebhookSubscriptionId,
    ) -> Result<Option<WebhookSubscription>, StoreError> {
        let held = webhook_subscription::Entity::find_by_id(id.uuid()).lock_exclusive().one(&self.0).await?;
        if held.is_none() {
            return Ok(None);
        }
        self.find(seen, id).await
    }

    /// One page, by name.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &WebhookFilter,
        request: &PageRequest,
    ) -> Result<Page<WebhookSubscription>, StoreError> {
        let order = Ordering {
            columns: vec![Column::SortKey, Column::Id],
            descending: false,
            keys: |row: &webhook_subscription::Model| vec![Key::Text(row.sort_key.clone()), Key::Id(row.id)],
        };
        let found = page(select(seen, filter), &order, request, &self.0).await?;
        let (cursors, rows): (Vec<_>, Vec<_>) = found.rows.into_iter().unzip();
        let rows = cursors.into_iter().zip(self.complete(rows).await?).collect();
        Ok(Page { rows, has_next: found.has_next, has_previous: found.has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &WebhookFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// Adds to whom they belong: the organisation, in the district in which it lies today.
    async fn complete(
        &self,
        rows: impl IntoIterator<Item = webhook_subscription::Model>,
    ) -> Result<Vec<WebhookSubscription>, StoreError> {
        let rows: Vec<_> = rows.into_iter().collect();
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let districts: HashMap<Uuid, Option<String>> = organisation::Entity::find()
            .select_only()
            .columns([organisation::Column::Id, organisation::Column::DistrictKey])
            .filter(organisation::Column::Id.is_in(rows.iter().map(|row| row.organisation_id)))
            .into_tuple::<(Uuid, Option<String>)>()
            .all(&self.0)
            .await?
            .into_iter()
            .collect();
        let complete = |row: webhook_subscription::Model| {
            let district = districts.get(&row.organisation_id).cloned().flatten();
            read(row, district)
        };
        rows.into_iter().map(complete).collect()
    }
}

fn select(seen: &Visibility, filter: &WebhookFilter) -> Select<webhook_subscription::Entity> {
    webhook_subscription::Entity::find()
        .join(JoinType::InnerJoin, organisation_of_webhook())
        .filter(visible(seen, &owner()))
        .apply_if(filter.organisation, |found, id| found.filter(Column::OrganisationId.eq(id.uuid())))
        .apply_if(filter.service, |found, id| found.filter(Column::ServiceId.eq(id.uuid())))
        .apply_if(filter.state, |found, state| found.filter(Column::State.eq(state.code())))
}

/// To whom a webhook belongs, in a statement that joins its organisation.
pub(super) const fn owner() -> OwnerColumns<organisation::Column> {
    OwnerColumns {
        organisation: Some(organisation::Column::Id),
        district: Some(organisation::Column::DistrictKey),
        person: None,
    }
}

pub(super) fn organisation_of_webhook() -> RelationDef {
    webhook_subscription::Entity::belongs_to(organisation::Entity)
        .from(Column::OrganisationId)
        .to(organisation::Column::Id)
        .into()
}

/// The types of events, as they are stored.
pub(super) fn read_types(stored: &str) -> Vec<String> {
    stored.split_whitespace().map(str::to_owned).collect()
}

fn read(row: webhook_subscription::Model, district: Option<String>) -> Result<WebhookSubscription, StoreError> {
    let optional = |at: Option<i64>| at.map(|at| instant(WHAT, at)).transpose();
    Ok(WebhookSubscription {
        id: row.id.into(),
        name: checked(WHAT, Name::new(&row.name))?,
        service: row.service_id.into(),
        organisation: row.organisation_id.into(),
        url: checked(WHAT, WebhookUrl::kept(&row.url))?,
        types: read_types(&row.types),
        document: row.document,
        state: code(WHAT, &row.state)?,
        failures: row.failures,
        failing_since: optional(row.failing_since)?,
        held_until: optional(row.held_until)?,
        delivered_at: optional(row.delivered_at)?,
        previous_secret_until: optional(row.previous_secret_until)?,
        created_by: row.created_by.map(AccountId::from),
        created_at: instant(WHAT, row.created_at)?,
        version: row.version,
        owner: Owner::organisation(row.organisation_id.into(), district),
    })
}

/// What a person changes. How it goes is written by those who deliver.
fn write(unit: &UnitOfWork, webhook: &WebhookSubscription) -> webhook_subscription::ActiveModel {
    webhook_subscription::ActiveModel {
        name: Set(webhook.name.to_string()),
        url: Set(webhook.url.to_string()),
        types: Set(webhook.types.join(" ")),
        document: Set(webhook.document.clone()),
        state: Set(webhook.state.code().to_owned()),
        sort_key: Set(sort_key(webhook.name.as_str())),
        version: Set(webhook.version),
        updated_at: Set(unit.now().as_micros()),
        ..Default::default()
    }
}

/// Makes a webhook, which is told of what happens from now on.
///
/// # Errors
/// When the database does not answer.
pub async fn insert_webhook(unit: &UnitOfWork, new: &WebhookSubscription, secret: &str) -> Result<(), StoreError> {
    let row = webhook_subscription::ActiveModel {
        id: Set(new.id.uuid()),
        organisation_id: Set(new.organisation.uuid()),
        service_id: Set(new.service.uuid()),
        secret: Set(secret.to_owned()),
        previous_secret: Set(None),
        previous_secret_until: Set(None),
        cursor_seq: Set(head(unit).await?),
        failures: Set(0),
        failing_since: Set(None),
        held_until: Set(None),
        delivered_at: Set(None),
        created_by: Set(new.created_by.map(AccountId::uuid)),
        created_at: Set(new.created_at.as_micros()),
        ..write(unit, new)
    };
    webhook_subscription::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// The number of the last event that was committed.
async fn head(unit: &UnitOfWork) -> Result<i64, StoreError> {
    let head = audit_head::Entity::find_by_id(Uuid::nil()).one(unit.transaction()).await?;
    head.map(|head| head.seq).ok_or_else(|| corrupt("audit", "the end of the chain is missing"))
}

/// Changes a webhook that is still at the version before.
///
/// # Errors
/// `VERSION_CONFLICT`; when the database does not answer.
pub async fn update_webhook(unit: &UnitOfWork, after: &WebhookSubscription) -> Result<(), StoreError> {
    replace::<webhook_subscription::Entity>(unit, after.id.uuid(), after.version - 1, write(unit, after)).await
}

/// Has the receiver tried again at once, with its failures forgotten; `skipping` what has waited up to now.
///
/// # Errors
/// When the database does not answer.
pub async fn release_webhook(unit: &UnitOfWork, id: WebhookSubscriptionId, skipping: bool) -> Result<(), StoreError> {
    use webhook_delivery::Column as Delivery;
    let pending = Condition::all()
        .add(Delivery::WebhookId.eq(id.uuid()))
        .add(Delivery::State.eq(WebhookDeliveryState::Pending.code()));
    let none = Expr::value(None::<i64>);
    let mut update = webhook_subscription::Entity::update_many()
        .col_expr(Column::Failures, Expr::value(0_i64))
        .col_expr(Column::FailingSince, none.clone())
        .col_expr(Column::HeldUntil, none)
        .filter(Column::Id.eq(id.uuid()));
    if skipping {
        update = update.col_expr(Column::CursorSeq, Expr::value(head(unit).await?));
        webhook_delivery::Entity::delete_many().filter(pending).exec(unit.transaction()).await?;
    } else {
        webhook_delivery::Entity::update_many()
            .col_expr(Delivery::DueAt, Expr::value(unit.now().as_micros()))
            .filter(pending)
            .exec(unit.transaction())
            .await?;
    }
    update.exec(unit.transaction()).await?;
    Ok(())
}

/// Has a webhook sign with another secret, and with the one before until an instant.
///
/// # Errors
/// When the database does not answer.
pub async fn webhook_secret(
    unit: &UnitOfWork,
    id: WebhookSubscriptionId,
    secret: &str,
    previous_until: Timestamp,
) -> Result<(), StoreError> {
    webhook_subscription::Entity::update_many()
        .col_expr(Column::PreviousSecret, Expr::col(Column::Secret))
        .col_expr(Column::PreviousSecretUntil, Expr::value(previous_until.as_micros()))
        .col_expr(Column::Secret, Expr::value(secret))
        .filter(Column::Id.eq(id.uuid()))
        .exec(unit.transaction())
        .await?;
    Ok(())
}

/// Deletes a webhook with all that was to be delivered to it.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_webhook(unit: &UnitOfWork, id: WebhookSubscriptionId) -> Result<(), StoreError> {
    webhook_delivery::Entity::delete_many()
        .filter(webhook_delivery::Column::WebhookId.eq(id.uuid()))
        .exec(unit.transaction())
        .await?;
    webhook_subscription::Entity::delete_many().filter(Column::Id.eq(id.uuid())).exec(unit.transaction()).await?;
    Ok(())
}
