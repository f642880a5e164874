//! Messages to be sent, until they are.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox_message")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) payload: String,
    pub(crate) created_at: i64,
    pub(crate) due_at: i64,
    pub(crate) attempts: i64,
    pub(crate) claimed_until: Option<i64>,
    pub(crate) done_at: Option<i64>,
    pub(crate) failed_at: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) last_error: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
