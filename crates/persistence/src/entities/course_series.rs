//! Series of qualifications.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "course_series")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) description: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) goals: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) entitlement: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) target_groups: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) stages: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) topics: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) audience: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) search_key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_key: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) co_hosts: String,
}

impl ActiveModelBehavior for ActiveModel {}
