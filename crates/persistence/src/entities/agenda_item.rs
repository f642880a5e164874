//! Items of agendas. An item that was taken off has no position.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_item")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) meeting_id: Uuid,
    pub(crate) position: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) purpose: String,
    pub(crate) is_public: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) note: Option<String>,
    pub(crate) removed_at: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
