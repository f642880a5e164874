//! Identities at providers outside that are linked to accounts.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "external_identity")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) issuer: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) subject: String,
    pub(crate) linked_at: i64,
    pub(crate) last_used_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
