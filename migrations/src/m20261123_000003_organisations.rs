//! Organisations, what they do, whom they serve, and what they were before.

use crate::columns::{create, id, index, number, optional_id, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        organisation(manager).await?;
        // The index to `territories` of an organisation: a row for each territory that it serves.
        create(manager, "organisation_territory", vec![id("organisation_id"), text("territory_key")], |table| {
            primary_pair(table, "organisation_id", "territory_key");
            refers(table, ("organisation_territory", "organisation_id"), "organisation");
        })
        .await?;
        index(manager, "organisation_territory", &["territory_key", "organisation_id"], false).await?;
        stage(manager).await
    }
}

fn primary_pair(table: &mut TableCreateStatement, first: &'static str, second: &'static str) {
    table.primary_key(Index::create().col(Alias::new(first)).col(Alias::new(second)));
}

async fn organisation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "organisation",
        vec![
            primary(),
            text("name"),
            optional_text("short_name"),
            text("kind"),
            optional_text("legal_form"),
            optional_text("local_label"),
            text("state"),
            optional_id("parent_id"),
            optional_text("district_key"),
            // Codes and keys, each with a space before and after it: read as a whole and filtered by pattern.
            text("functions"),
            text("territories"),
            optional_text("street"),
            optional_text("postal_code"),
            optional_text("place"),
            optional_id("sponsor_id"),
            text("valid_from"),
            optional_text("valid_until"),
            optional_id("merged_into_id"),
            // The district whose one active regional education office this is: unique, so there cannot be two.
            optional_text("education_office_of"),
            text("search_key"),
            text("sort_key"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("organisation", "parent_id"), "organisation");
            refers(table, ("organisation", "sponsor_id"), "organisation");
            refers(table, ("organisation", "merged_into_id"), "organisation");
        },
    )
    .await?;
    index(manager, "organisation", &["education_office_of"], true).await?;
    index(manager, "organisation", &["sort_key", "id"], false).await?;
    index(manager, "organisation", &["district_key", "sort_key", "id"], false).await?;
    index(manager, "organisation", &["parent_id", "sort_key", "id"], false).await?;
    index(manager, "organisation", &["sponsor_id"], false).await
}

/// What an organisation was from a day until a day; the last stage says what it is now.
async fn stage(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "organisation_stage",
        vec![
            id("organisation_id"),
            text("valid_from"),
            optional_text("valid_until"),
            text("name"),
            optional_text("short_name"),
            text("kind"),
            optional_text("legal_form"),
            optional_text("local_label"),
            optional_id("parent_id"),
            optional_text("district_key"),
            text("functions"),
            text("territories"),
            text("search_key"),
            text("sort_key"),
        ],
        |table| {
            primary_pair(table, "organisation_id", "valid_from");
            refers(table, ("organisation_stage", "organisation_id"), "organisation");
        },
    )
    .await?;
    index(manager, "organisation_stage", &["sort_key", "organisation_id"], false).await
}
