//! Modules of series.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "course_module")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) series_id: Uuid,
    pub(crate) place: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) description: Option<String>,
    pub(crate) minutes: i64,
    pub(crate) mandatory: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) prerequisites: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
