//! How far events have been handed to a broker, and by which node.

use crate::columns::{create, number, optional_id, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            "event_relay",
            vec![
                // The stream of the broker.
                text("stream").primary_key().to_owned(),
                // The number of the last event that is safe there.
                number("cursor_seq"),
                // The process that hands them on at present, and until when nobody else does.
                optional_id("holder_id"),
                number("held_until"),
            ],
            |_| {},
        )
        .await
    }
}
