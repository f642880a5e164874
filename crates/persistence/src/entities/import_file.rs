//! Files that were uploaded to be imported.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_file")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    pub(crate) size: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) sha256: String,
    pub(crate) blob_id: Uuid,
    pub(crate) deleted_at: Option<i64>,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
