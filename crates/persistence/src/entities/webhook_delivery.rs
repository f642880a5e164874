//! Events on their way to webhooks.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_delivery")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) webhook_id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) event_seq: i64,
    #[sea_orm(column_name = "type", column_type = "Text")]
    pub(crate) kind: String,
    pub(crate) subject_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) attempts: i64,
    pub(crate) due_at: i64,
    pub(crate) claimed_until: Option<i64>,
    pub(crate) tried_at: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) outcome: Option<String>,
    pub(crate) status: Option<i64>,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
