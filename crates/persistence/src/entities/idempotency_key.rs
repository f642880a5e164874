//! Idempotency keys with the answers that were given.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_key")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub(crate) caller: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub(crate) key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) request_hash: String,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) answer: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
