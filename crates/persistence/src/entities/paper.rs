//! Papers of meetings.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) committee_id: Uuid,
    pub(crate) meeting_id: Uuid,
    pub(crate) agenda_item_id: Option<Uuid>,
    pub(crate) number: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) content: Option<String>,
    pub(crate) is_public: i64,
    pub(crate) removed_at: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
