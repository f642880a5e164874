//! What is published over OParl, and which seats are published by name.

use crate::columns::{add, create, index, number, optional_id, optional_number, optional_text, primary, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Nobody is named in public before somebody said so.
        add(manager, "committee_membership", number("is_public").default(0).to_owned()).await?;
        published(manager).await?;
        progress(manager).await
    }
}

/// The objects as they were last published. It can be made again from the records at any time, but for the dates. What is
/// withdrawn keeps its address and its dates and nothing of what it said.
async fn published(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let path = text("path").primary_key().to_owned();
    create(
        manager,
        "oparl_object",
        vec![
            path,
            text("kind"),
            text("body"),
            optional_id("committee_id"),
            optional_text("content"),
            text("digest"),
            number("created_at"),
            number("modified_at"),
        ],
        |_| {},
    )
    .await?;
    index(manager, "oparl_object", &["body", "kind", "path"], false).await?;
    index(manager, "oparl_object", &["body", "kind", "modified_at"], false).await?;
    index(manager, "oparl_object", &["committee_id", "kind", "path"], false).await?;
    index(manager, "oparl_object", &["kind", "path"], false).await
}

/// One row: up to which number of the audit the objects are made, in which format, and the last date that one got.
async fn progress(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = vec![primary(), optional_number("seq"), number("format"), number("modified_at")];
    create(manager, "oparl_progress", columns, |_| {}).await?;
    let mut beginning = Query::insert();
    beginning.into_table(Alias::new("oparl_progress")).columns(["id", "format", "modified_at"].map(Alias::new));
    beginning.values_panic([uuid::Uuid::nil().into(), 0_i64.into(), 0_i64.into()]);
    manager.execute(beginning).await
}
