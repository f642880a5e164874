//! Entries of check-ins as devices sent them. Personal data: all columns but the keys.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "check_in")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) session_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) client_id: String,
    pub(crate) registration_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) status: String,
    pub(crate) minutes: Option<i64>,
    pub(crate) marked_at: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) outcome: String,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
