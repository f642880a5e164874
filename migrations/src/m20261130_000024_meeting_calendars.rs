//! Calendars of committees and networks under secret addresses, and the meetings at which somebody stands in.

use crate::columns::{add, index, optional_id};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // At most one of the two is set: without both it is the owner's own calendar.
        add(manager, "calendar_feed", optional_id("committee_id")).await?;
        add(manager, "calendar_feed", optional_id("network_id")).await?;
        index(manager, "meeting_participant", &["substitute_id"], false).await
    }
}
