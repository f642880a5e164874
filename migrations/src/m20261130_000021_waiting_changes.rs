//! The log of what is done by hand with waiting lists, and the organisations that hold offers together.

use crate::columns::{
    add, create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text,
};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::prelude::Uuid;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        waiting_change(manager).await?;
        // Ids with a space between them, as of sessions.
        add(manager, "course_series", text("co_hosts").default("").to_owned()).await?;
        co_host(manager, "course_series_co_host", "series_id", "course_series").await?;
        co_host(manager, "course_session_co_host", "session_id", "course_session").await?;
        keep_present_co_hosts(manager).await
    }
}

/// What was done by hand, a line for each registration that it concerned. Organisation, district and person are those of
/// the registration; the host is the organiser of the session. Personal data: the registration and the reason.
async fn waiting_change(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = "waiting_change";
    create(
        manager,
        table,
        vec![
            primary(),
            id("session_id"),
            id("registration_id"),
            id("person_id"),
            id("organisation_id"),
            optional_text("district_key"),
            id("host_id"),
            optional_text("host_district_key"),
            text("kind"),
            optional_number("old_rank"),
            optional_number("new_rank"),
            number("old_class"),
            number("new_class"),
            text("reason"),
            number("at"),
            optional_id("account_id"),
            optional_text("role"),
            optional_id("acting_for_id"),
        ],
        |statement| {
            refers(statement, (table, "session_id"), "course_session");
            refers(statement, (table, "registration_id"), "registration");
            refers(statement, (table, "person_id"), "person");
            refers(statement, (table, "organisation_id"), "organisation");
            refers(statement, (table, "host_id"), "organisation");
            refers(statement, (table, "account_id"), "account");
            refers(statement, (table, "acting_for_id"), "organisation");
        },
    )
    .await?;
    index(manager, table, &["session_id", "at", "id"], false).await?;
    index(manager, table, &["registration_id", "at", "id"], false).await?;
    index(manager, table, &["person_id", "at", "id"], false).await?;
    index(manager, table, &["organisation_id", "at", "id"], false).await?;
    index(manager, table, &["district_key", "at", "id"], false).await?;
    index(manager, table, &["host_id", "at", "id"], false).await
}

/// Who holds an offer together with its host, for looking which offers an organisation sees. The offer itself keeps the same
/// list beside what else is said about it.
async fn co_host(
    manager: &SchemaManager<'_>,
    table: &'static str,
    offer: &'static str,
    of: &'static str,
) -> Result<(), DbErr> {
    create(manager, table, vec![id(offer), id("organisation_id")], |statement| {
        statement.primary_key(Index::create().col(Alias::new(offer)).col(Alias::new("organisation_id")));
        refers(statement, (table, offer), of);
        refers(statement, (table, "organisation_id"), "organisation");
    })
    .await?;
    index(manager, table, &["organisation_id", offer], false).await
}

/// Sessions have had co-hosts before.
async fn keep_present_co_hosts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let present = Query::select()
        .column(Alias::new("id"))
        .column(Alias::new("co_hosts"))
        .from(Alias::new("course_session"))
        .and_where(Expr::col(Alias::new("co_hosts")).ne(""))
        .to_owned();
    for row in manager.get_connection().query_all(&present).await? {
        let session: Uuid = row.try_get("", "id")?;
        let co_hosts: String = row.try_get("", "co_hosts")?;
        for organisation in co_hosts.split_whitespace() {
            let organisation = Uuid::parse_str(organisation).map_err(|error| DbErr::Migration(error.to_string()))?;
            let line = Query::insert()
                .into_table(Alias::new("course_session_co_host"))
                .columns([Alias::new("session_id"), Alias::new("organisation_id")])
                .values_panic([session.into(), organisation.into()])
                .to_owned();
            manager.execute(line).await?;
        }
    }
    Ok(())
}
