//! Bulk exports, and whose turn it is to write them.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "export",
            vec![
                primary(),
                // Either an account or a service account. Sessions and tokens may be forgotten before the export is.
                optional_id("account_id"),
                optional_id("person_id"),
                optional_id("session_id"),
                optional_id("token_id"),
                optional_id("service_id"),
                optional_id("organisation_id"),
                // Whose turn it is goes by this: the account or the service account.
                id("requester_id"),
                number("second_factor"),
                optional_text("scopes"),
                text("document"),
                optional_text("operation"),
                text("variables"),
                text("document_hash"),
                text("connection"),
                text("format"),
                text("language"),
                text("file_name"),
                text("state"),
                number("rows"),
                optional_number("total"),
                number("bytes"),
                optional_text("sha256"),
                optional_id("blob_id"),
                optional_text("failure"),
                optional_text("reason"),
                number("attempts"),
                // Who writes it at present, and until when nobody else does.
                optional_id("claim_id"),
                optional_number("claimed_until"),
                number("created_at"),
                optional_number("started_at"),
                optional_number("ended_at"),
                optional_number("expires_at"),
                number("version"),
            ],
            |table| {
                refers(table, ("export", "account_id"), "account");
                refers(table, ("export", "person_id"), "person");
                refers(table, ("export", "service_id"), "service_account");
                refers(table, ("export", "organisation_id"), "organisation");
            },
        )
        .await?;
        index(manager, "export", &["state", "created_at"], false).await?;
        index(manager, "export", &["state", "expires_at"], false).await?;
        index(manager, "export", &["requester_id", "state", "started_at"], false).await?;
        index(manager, "export", &["person_id", "created_at", "id"], false).await?;
        index(manager, "export", &["organisation_id", "created_at", "id"], false).await?;
        index(manager, "export", &["created_at", "id"], false).await?;
        index(manager, "export", &["blob_id"], false).await
    }
}
