//! The end of the audit's chain: one row.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_head")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) seq: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
