//! Files that hang on records.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "file")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) holder_kind: String,
    pub(crate) holder_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) title: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) media_type: String,
    pub(crate) size: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) sha256: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) sha512: String,
    pub(crate) blob_id: Uuid,
    pub(crate) deleted_at: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
