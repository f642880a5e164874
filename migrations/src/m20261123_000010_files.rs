//! Files that hang on records.

use crate::columns::{create, id, index, number, optional_number, optional_text, primary, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        file(manager).await
    }
}

/// Files. The bytes lie in the storage under `blob_id`. Who sees the holder sees the file; a deleted one keeps its row.
/// Nothing in it is personal by itself.
async fn file(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "file",
        vec![
            primary(),
            text("holder_kind"),
            id("holder_id"),
            text("name"),
            optional_text("title"),
            text("media_type"),
            number("size"),
            text("sha256"),
            text("sha512"),
            id("blob_id"),
            optional_number("deleted_at"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |_| {},
    )
    .await?;
    index(manager, "file", &["holder_kind", "holder_id", "created_at", "id"], false).await?;
    index(manager, "file", &["blob_id"], true).await?;
    index(manager, "file", &["updated_at", "id"], false).await
}
