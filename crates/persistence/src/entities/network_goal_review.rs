//! Reviews of goals.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_goal_review")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) goal_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) reviewed_on: String,
    pub(crate) value: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) judgement: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) note: String,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) recorded_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
