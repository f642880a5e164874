//! What happened, in the order of the commits.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox_event")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) seq: i64,
    #[sea_orm(column_name = "type", column_type = "Text")]
    pub(crate) kind: String,
    pub(crate) at: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) actor_kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) subject_type: String,
    pub(crate) subject_id: Uuid,
    pub(crate) organisation_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) person_id: Option<Uuid>,
    pub(crate) version: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) shown_by: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) co_hosts: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
