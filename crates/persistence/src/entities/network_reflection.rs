//! Reflections. Confidential: their author reads them, and those with whom the author shares them.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_reflection")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) network_id: Uuid,
    pub(crate) author_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) reflected_on: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) phase: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) observation: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) interpretation: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) effect: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) next_step: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) tags: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) visibility: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
