//! Remarks of members on minutes. Personal data: who said what.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "minutes_remark")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) minutes_id: Uuid,
    pub(crate) person_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) content: String,
    pub(crate) at: i64,
    pub(crate) settled_at: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) settlement: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
