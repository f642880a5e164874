//! Agreements between the Transferagentur and municipalities.

use crate::columns::{create, id, index, number, optional_id, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        agreement(manager).await
    }
}

/// Agreements. `organisation_id` is the organisation of the municipality. Personal data: the signatories.
async fn agreement(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "agreement",
        vec![
            primary(),
            text("kind"),
            text("number"),
            number("edition"),
            id("agency_id"),
            id("organisation_id"),
            text("district_key"),
            text("valid_from"),
            optional_text("valid_until"),
            text("purpose"),
            optional_text("focal_points"),
            optional_text("agency_signatory"),
            optional_text("agency_signed_on"),
            optional_text("municipality_signatory"),
            optional_text("municipality_signed_on"),
            optional_text("reason"),
            optional_id("predecessor_id"),
            text("state"),
            // Kind and district while it is in force: unique, so there cannot be two.
            optional_text("in_force_for"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("agreement", "agency_id"), "organisation");
            refers(table, ("agreement", "organisation_id"), "organisation");
            refers(table, ("agreement", "predecessor_id"), "agreement");
        },
    )
    .await?;
    index(manager, "agreement", &["in_force_for"], true).await?;
    index(manager, "agreement", &["number", "edition"], true).await?;
    index(manager, "agreement", &["organisation_id", "valid_from", "id"], false).await?;
    index(manager, "agreement", &["district_key", "state"], false).await?;
    index(manager, "agreement", &["valid_from", "id"], false).await
}
