//! Amendments of approved minutes.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "minutes_amendment")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) minutes_id: Uuid,
    pub(crate) number: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) content: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) reason: String,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) at: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
