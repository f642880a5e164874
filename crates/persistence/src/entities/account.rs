//! What people sign in with.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) email: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) email_key: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) password_hash: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) totp_secret: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) totp_pending: Option<String>,
    pub(crate) totp_last_step: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) language: String,
    pub(crate) last_sign_in_at: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
