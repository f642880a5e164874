//! Networks of organisations.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) short_name: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) local_label: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) purpose: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) fields: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) territories: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) legal_basis: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) website: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) visibility: String,
    pub(crate) parent_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) founded_on: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) phase: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) phase_since: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) search_key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_key: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
