//! Meetings of committees.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) committee_id: Uuid,
    pub(crate) number: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    pub(crate) starts_at: i64,
    pub(crate) ends_at: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) format: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) place: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) online: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) reason: Option<String>,
    pub(crate) successor_id: Option<Uuid>,
    pub(crate) invitation: i64,
    pub(crate) opened_at: Option<i64>,
    pub(crate) closed_at: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
