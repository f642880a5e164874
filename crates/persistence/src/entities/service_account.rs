//! Other systems.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) purpose: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) reach: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) scopes: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) networks: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) public_keys: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) valid_from: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) valid_until: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) created_by: Option<Uuid>,
    pub(crate) last_used_at: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_key: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
