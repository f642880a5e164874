//! Tries to sign in, by a keyed digest of the e-mail address.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempts")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub(crate) email_digest: String,
    pub(crate) failures: i64,
    pub(crate) locked_until: Option<i64>,
    pub(crate) last_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
