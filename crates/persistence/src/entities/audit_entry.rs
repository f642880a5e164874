//! Entries of the audit's chain.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) seq: i64,
    pub(crate) at: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) action: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) event: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) actor_kind: String,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) session_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) request_id: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) subject_type: String,
    pub(crate) subject_id: Uuid,
    pub(crate) organisation_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) version: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) data: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) previous_hash: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) hash: String,
    pub(crate) service_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
