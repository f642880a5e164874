//! Where service accounts are told of events.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_subscription")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) service_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) url: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) types: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) document: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) secret: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) previous_secret: Option<String>,
    pub(crate) previous_secret_until: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) cursor_seq: i64,
    pub(crate) failures: i64,
    pub(crate) failing_since: Option<i64>,
    pub(crate) held_until: Option<i64>,
    pub(crate) delivered_at: Option<i64>,
    pub(crate) created_by: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_key: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
