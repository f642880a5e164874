//! Survey waves.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_survey")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) network_id: Uuid,
    pub(crate) number: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) kinds: String,
    pub(crate) asks_trust: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) opens_on: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) closes_on: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) invited: i64,
    pub(crate) answered: i64,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
