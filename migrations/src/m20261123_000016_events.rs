//! Events say who may know of them.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The action whose reach shows the event. Events from before this migration are shown to nobody.
        let shown_by = ColumnDef::new(Alias::new("shown_by")).text().null().to_owned();
        manager.alter_table(Table::alter().table(Alias::new("outbox_event")).add_column(shown_by).to_owned()).await
    }
}
