//! Questions on registration with their answers, and consents.

use crate::columns::{
    add, create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text,
};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        course_question(manager).await?;
        registration_answer(manager).await?;
        registration(manager).await
    }
}

/// Questions of sessions and modules.
async fn course_question(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "course_question",
        vec![
            primary(),
            optional_id("session_id"),
            optional_id("module_id"),
            number("place"),
            text("key"),
            text("label"),
            optional_text("help"),
            text("kind"),
            // One a line.
            text("options"),
            number("required"),
            optional_text("show_if_key"),
            optional_text("show_if_value"),
            optional_number("min"),
            optional_number("max"),
        ],
        |table| {
            refers(table, ("course_question", "session_id"), "course_session");
            refers(table, ("course_question", "module_id"), "course_module");
        },
    )
    .await?;
    index(manager, "course_question", &["session_id", "key"], true).await?;
    index(manager, "course_question", &["module_id", "key"], true).await
}

/// Answers of people. Personal data: the values.
async fn registration_answer(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "registration_answer",
        vec![
            primary(),
            id("registration_id"),
            number("place"),
            text("key"),
            // Of a choice among several one a line, else as it was said.
            text("value"),
        ],
        |table| {
            refers(table, ("registration_answer", "registration_id"), "registration");
        },
    )
    .await?;
    index(manager, "registration_answer", &["registration_id", "key"], true).await
}

/// Consents, and whether something is there that is forgotten after the session.
async fn registration(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = "registration";
    // Codes with a space between them.
    add(manager, table, text("consents").default("").to_owned()).await?;
    add(manager, table, number("has_needs").default(0).to_owned()).await?;
    add(manager, table, number("has_consents").default(0).to_owned()).await?;
    let needs = Query::update()
        .table(Alias::new(table))
        .value(Alias::new("has_needs"), 1)
        .and_where(Expr::col(Alias::new("needs")).is_not_null())
        .to_owned();
    manager.execute(needs).await?;
    let consents = Query::update()
        .table(Alias::new(table))
        .value(Alias::new("has_consents"), 1)
        .and_where(Expr::col(Alias::new("shares_name")).ne(0))
        .to_owned();
    manager.execute(consents).await?;
    index(manager, table, &["has_needs", "session_id"], false).await?;
    index(manager, table, &["has_consents", "session_id"], false).await
}
