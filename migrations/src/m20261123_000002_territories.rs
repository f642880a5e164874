//! Territories, each in one period of its key, and which became which.

use crate::columns::{create, id, index, number, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "territory",
            vec![
                primary(),
                text("key"),
                // The leading digits of the key: kept for the way down the tree.
                optional_text("parent_key"),
                text("kind"),
                text("regional_key"),
                optional_text("nuts3"),
                text("name"),
                text("official_name"),
                optional_text("seat"),
                optional_number("population"),
                optional_text("population_date"),
                optional_number("area_hectares"),
                // The status date of the directory that the values come from.
                text("status_date"),
                text("valid_from"),
                optional_text("valid_until"),
                text("search_key"),
                text("sort_key"),
                number("version"),
                number("created_at"),
                number("updated_at"),
            ],
            |_| {},
        )
        .await?;
        index(manager, "territory", &["key", "valid_from"], true).await?;
        index(manager, "territory", &["parent_key"], false).await?;
        index(manager, "territory", &["sort_key", "key", "id"], false).await?;
        create(manager, "territory_succession", vec![id("predecessor_id"), id("successor_id")], |table| {
            table.primary_key(Index::create().col(Alias::new("predecessor_id")).col(Alias::new("successor_id")));
            refers(table, ("territory_succession", "predecessor_id"), "territory");
            refers(table, ("territory_succession", "successor_id"), "territory");
        })
        .await?;
        index(manager, "territory_succession", &["successor_id"], false).await
    }
}
