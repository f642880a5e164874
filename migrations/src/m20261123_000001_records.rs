//! What every change leaves behind: the audit, the events, the messages to send, and the idempotency keys.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        audit(manager).await?;
        outbox(manager).await?;
        create(
            manager,
            "idempotency_key",
            vec![
                text("caller"),
                text("key"),
                text("request_hash"),
                number("created_at"),
                number("expires_at"),
                optional_text("answer"),
            ],
            |table| {
                table.primary_key(Index::create().col(Alias::new("caller")).col(Alias::new("key")));
            },
        )
        .await?;
        index(manager, "idempotency_key", &["expires_at"], false).await
    }
}

async fn audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // One row: the end of the chain. Writers lock it, so entries follow each other in the order of their commits.
    create(manager, "audit_head", vec![primary(), number("seq"), text("hash")], |_| {}).await?;
    let mut beginning = Query::insert();
    beginning.into_table(Alias::new("audit_head")).columns(["id", "seq", "hash"].map(Alias::new)).values_panic([
        uuid::Uuid::nil().into(),
        0_i64.into(),
        "0".repeat(64).into(),
    ]);
    manager.execute(beginning).await?;
    create(
        manager,
        "audit_entry",
        vec![
            primary(),
            number("seq"),
            number("at"),
            text("action"),
            text("event"),
            text("actor_kind"),
            optional_id("account_id"),
            optional_id("session_id"),
            text("request_id"),
            text("subject_type"),
            id("subject_id"),
            optional_id("organisation_id"),
            optional_text("district_key"),
            optional_number("version"),
            text("data"),
            text("previous_hash"),
            text("hash"),
        ],
        |_| {},
    )
    .await?;
    index(manager, "audit_entry", &["seq"], true).await?;
    index(manager, "audit_entry", &["organisation_id", "seq"], false).await?;
    index(manager, "audit_entry", &["district_key", "seq"], false).await?;
    index(manager, "audit_entry", &["subject_id", "seq"], false).await?;
    index(manager, "audit_entry", &["account_id", "seq"], false).await?;
    // Personal values stand beside the chain, which covers only their salted digests: they can be erased.
    create(
        manager,
        "audit_value",
        vec![id("entry_id"), text("field"), text("salt"), optional_text("old_value"), optional_text("new_value")],
        |table| {
            table.primary_key(Index::create().col(Alias::new("entry_id")).col(Alias::new("field")));
            refers(table, ("audit_value", "entry_id"), "audit_entry");
        },
    )
    .await
}

async fn outbox(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "outbox_event",
        vec![
            primary(),
            number("seq"),
            text("type"),
            number("at"),
            text("actor_kind"),
            text("subject_type"),
            id("subject_id"),
            optional_id("organisation_id"),
            optional_text("district_key"),
            optional_id("person_id"),
            optional_number("version"),
        ],
        |_| {},
    )
    .await?;
    index(manager, "outbox_event", &["seq"], true).await?;
    create(
        manager,
        "outbox_message",
        vec![
            primary(),
            text("kind"),
            text("payload"),
            number("created_at"),
            number("due_at"),
            number("attempts"),
            optional_number("claimed_until"),
            optional_number("done_at"),
            optional_number("failed_at"),
            optional_text("last_error"),
        ],
        |_| {},
    )
    .await?;
    index(manager, "outbox_message", &["done_at", "failed_at", "due_at"], false).await
}
