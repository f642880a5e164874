//! How far the public feeds have come: one row.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feed_progress")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) seq: Option<i64>,
    pub(crate) format: i64,
    pub(crate) modified_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
