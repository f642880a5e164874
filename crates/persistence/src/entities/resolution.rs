//! Resolutions and recommendations of committees.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "resolution")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) committee_id: Uuid,
    pub(crate) meeting_id: Option<Uuid>,
    pub(crate) agenda_item_id: Option<Uuid>,
    pub(crate) number: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) content: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) mode: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) field: String,
    pub(crate) based_on_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) deadline: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) yes: Option<i64>,
    pub(crate) no: Option<i64>,
    pub(crate) abstentions: Option<i64>,
    pub(crate) objections: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) decided_on: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) reason: Option<String>,
    pub(crate) superseded_by_id: Option<Uuid>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
