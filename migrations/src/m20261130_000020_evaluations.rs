//! Evaluations of sessions. No table of this migration has a row for each answer (ADR 0016).

use crate::columns::{create, id, index, number, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        evaluation(manager).await?;
        evaluation_question(manager).await?;
        evaluation_asked(manager).await?;
        evaluation_urn(manager).await
    }
}

/// Evaluations, one for a session.
async fn evaluation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "evaluation",
        vec![
            primary(),
            id("session_id"),
            optional_text("breakdown"),
            text("state"),
            number("asked"),
            // Set when it closes.
            optional_number("answered"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("evaluation", "session_id"), "course_session");
        },
    )
    .await?;
    index(manager, "evaluation", &["session_id"], true).await
}

/// The questions of evaluations.
async fn evaluation_question(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "evaluation_question",
        vec![
            primary(),
            id("evaluation_id"),
            number("place"),
            text("key"),
            text("german"),
            optional_text("english"),
            text("kind"),
            // One a line, each in German and, after a tab, in English.
            text("options"),
            number("required"),
        ],
        |table| {
            refers(table, ("evaluation_question", "evaluation_id"), "evaluation");
        },
    )
    .await?;
    index(manager, "evaluation_question", &["evaluation_id", "key"], true).await
}

/// Who is asked, and who of them has answered, while an evaluation is open; the rows are deleted when it closes. All of
/// them are made at once, so their order says nothing. Personal data: all columns.
async fn evaluation_asked(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "evaluation_asked",
        vec![id("evaluation_id"), id("person_id"), text("part"), number("answered")],
        |table| {
            table.primary_key(Index::create().col(Alias::new("evaluation_id")).col(Alias::new("person_id")));
            refers(table, ("evaluation_asked", "evaluation_id"), "evaluation");
            refers(table, ("evaluation_asked", "person_id"), "person");
        },
    )
    .await?;
    index(manager, "evaluation_asked", &["person_id", "answered"], false).await
}

/// What was said: sums and texts of a whole evaluation in one row, which every answer writes anew, so that no column of
/// the database, not even a hidden one, tells one answer from the others.
async fn evaluation_urn(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(manager, "evaluation_urn", vec![id("evaluation_id").primary_key().to_owned(), text("contents")], |table| {
        refers(table, ("evaluation_urn", "evaluation_id"), "evaluation");
    })
    .await
}
