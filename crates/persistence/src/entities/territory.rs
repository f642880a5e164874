//! Territories.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "territory")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) key: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) parent_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) regional_key: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) nuts3: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) official_name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) seat: Option<String>,
    pub(crate) population: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) population_date: Option<String>,
    pub(crate) area_hectares: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) status_date: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) valid_from: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) valid_until: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) search_key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_key: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
