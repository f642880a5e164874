//! What the search reads of records, with each database's own index of words.

use crate::columns::{create, id, index, number, optional_id, text};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        documents(manager).await?;
        words(manager).await?;
        state(manager).await
    }
}

/// One row for each group of readers of a record.
async fn documents(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "search_document",
        vec![
            // Never used again, so that a number read a moment ago is still the same text or nothing.
            ColumnDef::new(Alias::new("number")).big_integer().not_null().auto_increment().primary_key().to_owned(),
            text("kind"),
            id("subject_id"),
            text("layer"),
            id("organisation_id"),
            // Empty when there is none: nothing is compared with what is missing.
            text("district_key"),
            optional_id("body_id"),
            optional_id("person_id"),
            text("level"),
            text("territories"),
            number("at"),
            text("title"),
            text("content"),
        ],
        |_| {},
    )
    .await?;
    index(manager, "search_document", &["kind", "subject_id", "layer"], true).await
}

async fn words(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if manager.get_database_backend() == DatabaseBackend::Postgres {
        for statement in [
            "ALTER TABLE search_document ADD COLUMN title_words tsvector NOT NULL, ADD COLUMN words tsvector NOT NULL",
            "CREATE INDEX ix_search_document_words ON search_document USING gin (words)",
        ] {
            connection.execute_unprepared(statement).await?;
        }
        return Ok(());
    }
    // The words come cut and folded: every sign but a space belongs to one.
    let table = "CREATE VIRTUAL TABLE search_words USING fts5 (title, content, content = '', contentless_delete = 1, tokenize = 'ascii')";
    connection.execute_unprepared(table).await?;
    Ok(())
}

/// In which form the documents are: 0 says that they have to be made at the next start, because there are records from
/// before.
async fn state(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let form = ColumnDef::new(Alias::new("id")).big_integer().not_null().primary_key().to_owned();
    create(manager, "search_state", vec![form, number("form")], |_| {}).await?;
    let fill =
        "INSERT INTO search_state (id, form) SELECT 1, CASE WHEN EXISTS (SELECT 1 FROM organisation) THEN 0 ELSE 1 END";
    manager.get_connection().execute_unprepared(fill).await?;
    Ok(())
}
