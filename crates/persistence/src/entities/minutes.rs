//! Minutes of meetings, with what was approved in its canonical form.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "minutes")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) meeting_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) content: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) review_until: Option<String>,
    pub(crate) approved_at: Option<i64>,
    pub(crate) account_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) frozen: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) hash: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
