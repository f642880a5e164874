//! Tokens that are worth nothing any more.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "spent_token")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub(crate) digest: String,
    pub(crate) expires_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
