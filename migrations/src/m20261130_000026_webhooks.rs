//! Webhooks, and the events on their way to them.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        subscription(manager).await?;
        delivery(manager).await
    }
}

async fn subscription(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "webhook_subscription",
        vec![
            primary(),
            id("organisation_id"),
            id("service_id"),
            text("name"),
            text("url"),
            // As they were asked for, with spaces between them; empty for all.
            text("types"),
            optional_text("document"),
            // Encrypted for the webhook with a key of the platform's secret.
            text("secret"),
            optional_text("previous_secret"),
            optional_number("previous_secret_until"),
            text("state"),
            // The number of the last event that was looked at.
            number("cursor_seq"),
            number("failures"),
            optional_number("failing_since"),
            optional_number("held_until"),
            optional_number("delivered_at"),
            optional_id("created_by"),
            text("sort_key"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("webhook_subscription", "organisation_id"), "organisation");
            refers(table, ("webhook_subscription", "service_id"), "service_account");
            refers(table, ("webhook_subscription", "created_by"), "account");
        },
    )
    .await?;
    index(manager, "webhook_subscription", &["organisation_id"], false).await?;
    index(manager, "webhook_subscription", &["service_id"], false).await?;
    index(manager, "webhook_subscription", &["state", "cursor_seq"], false).await?;
    index(manager, "webhook_subscription", &["sort_key", "id"], false).await
}

async fn delivery(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "webhook_delivery",
        vec![
            primary(),
            id("webhook_id"),
            id("event_id"),
            number("event_seq"),
            text("type"),
            id("subject_id"),
            text("state"),
            number("attempts"),
            number("due_at"),
            optional_number("claimed_until"),
            optional_number("tried_at"),
            optional_text("outcome"),
            optional_number("status"),
            number("created_at"),
        ],
        |table| {
            refers(table, ("webhook_delivery", "webhook_id"), "webhook_subscription");
            refers(table, ("webhook_delivery", "event_id"), "outbox_event");
        },
    )
    .await?;
    index(manager, "webhook_delivery", &["webhook_id", "event_id"], true).await?;
    index(manager, "webhook_delivery", &["state", "due_at"], false).await?;
    index(manager, "webhook_delivery", &["webhook_id", "subject_id", "state", "event_seq"], false).await?;
    index(manager, "webhook_delivery", &["webhook_id", "event_seq"], false).await?;
    index(manager, "webhook_delivery", &["event_seq", "id"], false).await
}
