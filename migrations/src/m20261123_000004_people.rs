//! People, the functions that they hold, and the ways to reach people and organisations.
//!
//! `organisation_id`, `district_key` and `person_id` say to whom a row belongs (row scope). The functions of a person
//! belong to the organisation that keeps the person's record, whichever organisation they are held in.

use crate::columns::{create, id, index, number, optional_id, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        person(manager).await?;
        person_function(manager).await?;
        contact_point(manager).await
    }
}

async fn person(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "person",
        vec![
            primary(),
            id("organisation_id"),
            optional_text("district_key"),
            optional_text("salutation"),
            optional_text("title"),
            optional_text("given_name"),
            text("family_name"),
            // Language tags with a space between them.
            text("languages"),
            text("state"),
            // By which two people of the same name are noticed.
            text("name_key"),
            text("search_key"),
            text("sort_key"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| refers(table, ("person", "organisation_id"), "organisation"),
    )
    .await?;
    index(manager, "person", &["sort_key", "id"], false).await?;
    index(manager, "person", &["organisation_id", "sort_key", "id"], false).await?;
    index(manager, "person", &["district_key", "sort_key", "id"], false).await?;
    index(manager, "person", &["name_key"], false).await
}

async fn person_function(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "person_function",
        vec![
            primary(),
            id("person_id"),
            id("organisation_id"),
            optional_text("district_key"),
            id("held_in_id"),
            text("role"),
            optional_text("local_label"),
            text("valid_from"),
            optional_text("valid_until"),
            optional_id("on_behalf_of_id"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("person_function", "person_id"), "person");
            refers(table, ("person_function", "organisation_id"), "organisation");
            refers(table, ("person_function", "held_in_id"), "organisation");
            refers(table, ("person_function", "on_behalf_of_id"), "organisation");
        },
    )
    .await?;
    index(manager, "person_function", &["person_id", "valid_from"], false).await?;
    index(manager, "person_function", &["held_in_id", "role"], false).await?;
    index(manager, "person_function", &["role", "person_id"], false).await?;
    index(manager, "person_function", &["organisation_id"], false).await
}

/// A way to reach an organisation, or a person when `person_id` is set.
async fn contact_point(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "contact_point",
        vec![
            primary(),
            id("organisation_id"),
            optional_text("district_key"),
            optional_id("person_id"),
            number("place"),
            text("kind"),
            text("value"),
            // The form by which two values are compared.
            text("value_key"),
            optional_text("label"),
            text("visibility"),
        ],
        |table| {
            refers(table, ("contact_point", "organisation_id"), "organisation");
            refers(table, ("contact_point", "person_id"), "person");
        },
    )
    .await?;
    index(manager, "contact_point", &["organisation_id", "person_id", "place"], false).await?;
    index(manager, "contact_point", &["person_id", "place"], false).await?;
    index(manager, "contact_point", &["value_key"], false).await
}
