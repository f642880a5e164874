//! Bulk imports: their files, mappings and rows.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        mapping(manager).await?;
        file(manager).await?;
        job(manager).await?;
        row(manager).await
    }
}

async fn mapping(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "import_mapping",
        vec![
            primary(),
            id("organisation_id"),
            text("name"),
            text("kind"),
            // As JSON.
            text("definition"),
            text("sort_key"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| refers(table, ("import_mapping", "organisation_id"), "organisation"),
    )
    .await?;
    index(manager, "import_mapping", &["organisation_id", "kind"], false).await?;
    index(manager, "import_mapping", &["sort_key", "id"], false).await
}

async fn file(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "import_file",
        vec![
            primary(),
            id("organisation_id"),
            text("name"),
            number("size"),
            text("sha256"),
            id("blob_id"),
            optional_number("deleted_at"),
            number("created_at"),
        ],
        |table| refers(table, ("import_file", "organisation_id"), "organisation"),
    )
    .await?;
    index(manager, "import_file", &["blob_id"], false).await?;
    index(manager, "import_file", &["deleted_at", "created_at"], false).await
}

async fn job(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "import_job",
        vec![
            primary(),
            id("organisation_id"),
            id("file_id"),
            // A mapping may be deleted later; what it said stays here.
            optional_id("mapping_id"),
            text("mapping"),
            text("kind"),
            text("fingerprint"),
            // The fingerprint, as long as no other import may have it.
            optional_text("holds"),
            text("policy"),
            number("dry_run"),
            text("state"),
            number("rows"),
            number("done"),
            number("created"),
            number("duplicates"),
            number("refused"),
            optional_id("account_id"),
            optional_id("session_id"),
            optional_id("token_id"),
            optional_id("service_id"),
            number("second_factor"),
            optional_text("scopes"),
            // As JSON.
            optional_text("failure"),
            number("attempts"),
            number("due_at"),
            optional_id("claim"),
            optional_number("claimed_until"),
            number("created_at"),
            optional_number("started_at"),
            optional_number("finished_at"),
            optional_number("forgotten_at"),
            number("version"),
        ],
        |table| {
            refers(table, ("import_job", "organisation_id"), "organisation");
            refers(table, ("import_job", "file_id"), "import_file");
            refers(table, ("import_job", "account_id"), "account");
            refers(table, ("import_job", "service_id"), "service_account");
        },
    )
    .await?;
    index(manager, "import_job", &["holds"], true).await?;
    index(manager, "import_job", &["organisation_id"], false).await?;
    index(manager, "import_job", &["file_id"], false).await?;
    index(manager, "import_job", &["state", "due_at"], false).await?;
    index(manager, "import_job", &["created_at", "id"], false).await
}

async fn row(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "import_row",
        vec![
            primary(),
            id("import_id"),
            number("number"),
            text("outcome"),
            // As JSON.
            text("messages"),
            optional_id("record_id"),
        ],
        |table| refers(table, ("import_row", "import_id"), "import_job"),
    )
    .await?;
    // No row of an import is gone through twice.
    index(manager, "import_row", &["import_id", "number"], true).await?;
    index(manager, "import_row", &["import_id", "outcome", "number"], false).await
}
