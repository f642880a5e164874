//! Service accounts, their secrets, personal access tokens, and the ids of tokens that are worth nothing any more.
//!
//! Of secrets and tokens only digests are stored.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        service_account(manager).await?;
        personal_token(manager).await?;
        spent_token(manager).await?;
        // Which service account made a change. The hash of an entry covers it where it is there.
        let service = optional_id("service_id");
        manager.alter_table(Table::alter().table(Alias::new("audit_entry")).add_column(service).to_owned()).await
    }
}

async fn service_account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "service_account",
        vec![
            primary(),
            id("organisation_id"),
            text("name"),
            optional_text("purpose"),
            text("reach"),
            // Codes of actions, and networks in CIDR notation, with spaces between them.
            text("scopes"),
            text("networks"),
            optional_text("public_keys"),
            text("valid_from"),
            optional_text("valid_until"),
            text("state"),
            optional_id("created_by"),
            optional_number("last_used_at"),
            text("sort_key"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("service_account", "organisation_id"), "organisation");
            refers(table, ("service_account", "created_by"), "account");
        },
    )
    .await?;
    index(manager, "service_account", &["organisation_id"], false).await?;
    index(manager, "service_account", &["sort_key", "id"], false).await?;
    create(
        manager,
        "service_secret",
        vec![
            primary(),
            id("service_id"),
            // The SHA-256 of the secret, in hexadecimal.
            text("digest"),
            number("created_at"),
            optional_number("expires_at"),
            optional_number("revoked_at"),
            optional_number("last_used_at"),
        ],
        |table| refers(table, ("service_secret", "service_id"), "service_account"),
    )
    .await?;
    index(manager, "service_secret", &["digest"], true).await?;
    index(manager, "service_secret", &["service_id", "created_at"], false).await
}

async fn personal_token(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "personal_token",
        vec![
            primary(),
            id("account_id"),
            text("name"),
            // The SHA-256 of the token, in hexadecimal.
            text("digest"),
            text("scopes"),
            number("second_factor"),
            number("created_at"),
            number("expires_at"),
            optional_number("revoked_at"),
            optional_number("last_used_at"),
        ],
        |table| refers(table, ("personal_token", "account_id"), "account"),
    )
    .await?;
    index(manager, "personal_token", &["digest"], true).await?;
    index(manager, "personal_token", &["account_id", "created_at"], false).await
}

/// Assertions that were presented once, and access tokens that were revoked, until their time is over anyway.
async fn spent_token(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "spent_token",
        vec![ColumnDef::new(Alias::new("digest")).text().not_null().primary_key().to_owned(), number("expires_at")],
        |_| {},
    )
    .await?;
    index(manager, "spent_token", &["expires_at"], false).await
}
