//! What is left of registrations when their time is over; reminders of evaluations; events that co-hosts are told.

use crate::columns::{add, create, id, index, number, optional_id, optional_number, optional_text, primary, refers};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        past_registration(manager).await?;
        // Which of its lists were forgotten: 0 none, 1 all but who attended, 2 all of them.
        add(manager, "course_session", number("forgotten").default(0).to_owned()).await?;
        index(manager, "course_session", &["forgotten", "ends_at"], false).await?;
        // When those are reminded who have not answered; nothing once it was done.
        add(manager, "evaluation", optional_number("remind_at")).await?;
        index(manager, "evaluation", &["remind_at"], false).await?;
        // Ids with a space between them: who holds the record together with its owner.
        add(manager, "outbox_event", optional_text("co_hosts")).await?;
        rename_event(manager, "webhook.secret_rotated", "webhook.secretRotated").await
    }
}

/// What the reach report counts of registrations that are deleted. It names nobody: the key is drawn by lot, the same for
/// all sessions of a calendar year that somebody attended, and kept nowhere else.
async fn past_registration(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = "past_registration";
    create(
        manager,
        table,
        vec![
            primary(),
            id("session_id"),
            optional_text("district_key"),
            // None for somebody who did not attend.
            optional_id("person_key"),
            number("minutes"),
        ],
        |definition| {
            refers(definition, (table, "session_id"), "course_session");
        },
    )
    .await?;
    index(manager, table, &["session_id"], false).await?;
    index(manager, table, &["district_key"], false).await
}

/// An event is called as all others are. The audit keeps what it has said: its chain covers the name.
async fn rename_event(manager: &SchemaManager<'_>, from: &str, to: &str) -> Result<(), DbErr> {
    let renamed = Query::update()
        .table(Alias::new("outbox_event"))
        .value(Alias::new("type"), to)
        .and_where(Expr::col(Alias::new("type")).eq(from))
        .to_owned();
    manager.execute(renamed).await?;
    let types = Func::cust(Alias::new("REPLACE")).arg(Expr::col(Alias::new("types"))).arg(from).arg(to);
    let asked = Query::update()
        .table(Alias::new("webhook_subscription"))
        .value(Alias::new("types"), types)
        .and_where(Expr::col(Alias::new("types")).like(format!("%{from}%")))
        .to_owned();
    manager.execute(asked).await
}
