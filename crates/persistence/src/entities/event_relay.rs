//! How far events have been handed to a broker, and by which node.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_relay")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub(crate) stream: String,
    pub(crate) cursor_seq: i64,
    pub(crate) holder_id: Option<Uuid>,
    pub(crate) held_until: i64,
}

impl ActiveModelBehavior for ActiveModel {}
