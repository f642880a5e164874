//! What stands in the public feeds.

use crate::columns::{create, index, number, optional_number, optional_text, primary, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        items(manager).await?;
        progress(manager).await?;
        // News of meetings and papers are read across all bodies.
        index(manager, "oparl_object", &["kind", "modified_at", "path"], false).await
    }
}

/// The records as they were last published. They can be made again from the records at any time, but for the dates. What is
/// withdrawn keeps its place and its dates and nothing of what it said.
async fn items(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let path = text("path").primary_key().to_owned();
    create(
        manager,
        "feed_item",
        vec![
            path,
            text("kind"),
            optional_text("content"),
            text("news"),
            number("created_at"),
            number("modified_at"),
            number("told_at"),
        ],
        |_| {},
    )
    .await?;
    index(manager, "feed_item", &["kind", "modified_at", "path"], false).await?;
    index(manager, "feed_item", &["kind", "told_at", "path"], false).await
}

/// One row: up to which number of the audit the feeds are made, in which format, and the last date that an item got.
async fn progress(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = vec![primary(), optional_number("seq"), number("format"), number("modified_at")];
    create(manager, "feed_progress", columns, |_| {}).await?;
    let mut beginning = Query::insert();
    beginning.into_table(Alias::new("feed_progress")).columns(["id", "format", "modified_at"].map(Alias::new));
    beginning.values_panic([uuid::Uuid::nil().into(), 0_i64.into(), 0_i64.into()]);
    manager.execute(beginning).await
}
