//! Identities at providers outside that are linked to accounts.

use crate::columns::{create, id, index, number, optional_number, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "external_identity",
            vec![
                primary(),
                id("account_id"),
                // `iss` and `sub` of its tokens: together they say who it is.
                text("issuer"),
                text("subject"),
                number("linked_at"),
                optional_number("last_used_at"),
            ],
            |table| refers(table, ("external_identity", "account_id"), "account"),
        )
        .await?;
        index(manager, "external_identity", &["issuer", "subject"], true).await?;
        index(manager, "external_identity", &["account_id", "linked_at"], false).await
    }
}
