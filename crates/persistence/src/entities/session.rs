//! Signed-in sessions.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) account_id: Uuid,
    pub(crate) created_at: i64,
    pub(crate) last_used_at: i64,
    pub(crate) expires_at: i64,
    pub(crate) revoked_at: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) revoked_reason: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) user_agent: Option<String>,
    pub(crate) second_factor: i64,
}

impl ActiveModelBehavior for ActiveModel {}
