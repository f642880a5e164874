//! Personal calendars under secret addresses. Personal data: the label.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_feed")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) label: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) digest: String,
    pub(crate) created_at: i64,
    pub(crate) revoked_at: Option<i64>,
    pub(crate) committee_id: Option<Uuid>,
    pub(crate) network_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
