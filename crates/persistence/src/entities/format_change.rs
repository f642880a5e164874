//! The history of formats of sessions.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "format_change")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) session_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) from_format: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) to_format: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) reason: String,
    pub(crate) at: i64,
    pub(crate) account_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
