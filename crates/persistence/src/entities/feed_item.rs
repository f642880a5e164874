//! What stands in the public feeds.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feed_item")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub(crate) path: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) content: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) news: String,
    pub(crate) created_at: i64,
    pub(crate) modified_at: i64,
    pub(crate) told_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
