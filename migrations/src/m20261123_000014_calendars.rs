//! Calendars: feeds, reminders, and what else a date says about itself.

use crate::columns::{add, create, id, index, number, optional_number, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        calendar_feed(manager).await?;
        course_reminder(manager).await?;
        course_session(manager).await
    }
}

/// Personal calendars under secret addresses. Personal data: the label.
async fn calendar_feed(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "calendar_feed",
        vec![
            primary(),
            id("account_id"),
            text("label"),
            // A digest of the secret part of the address.
            text("digest"),
            number("created_at"),
            optional_number("revoked_at"),
        ],
        |table| {
            refers(table, ("calendar_feed", "account_id"), "account");
        },
    )
    .await?;
    index(manager, "calendar_feed", &["digest"], true).await?;
    index(manager, "calendar_feed", &["account_id"], false).await
}

/// When which reminder of a session is due, and whether it was sent.
async fn course_reminder(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "course_reminder",
        vec![
            primary(),
            id("session_id"),
            text("anchor"),
            number("minutes"),
            number("due_at"),
            optional_number("sent_at"),
        ],
        |table| {
            refers(table, ("course_reminder", "session_id"), "course_session");
        },
    )
    .await?;
    index(manager, "course_reminder", &["session_id", "anchor", "minutes"], true).await?;
    index(manager, "course_reminder", &["sent_at", "due_at"], false).await
}

/// Reminders as the organiser wants them, materials, co-hosts, and since when a session is announced.
async fn course_session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = "course_session";
    // `ANCHOR=MINUTES` with a space between them.
    add(manager, table, text("reminders").default("").to_owned()).await?;
    // Address, a space and title, one a line.
    add(manager, table, text("materials").default("").to_owned()).await?;
    // Ids with a space between them.
    add(manager, table, text("co_hosts").default("").to_owned()).await?;
    add(manager, table, optional_number("announced_at")).await?;
    let announced = Query::update()
        .table(Alias::new(table))
        .value(Alias::new("announced_at"), Expr::col(Alias::new("created_at")))
        .and_where(Expr::col(Alias::new("state")).ne("DRAFT"))
        .to_owned();
    manager.execute(announced).await
}
