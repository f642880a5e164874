//! The contact log. Confidential: the team of the network alone reads it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_contact")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) network_id: Uuid,
    pub(crate) partner_id: Uuid,
    pub(crate) partner_person_id: Option<Uuid>,
    pub(crate) recorded_by_id: Uuid,
    pub(crate) at: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) month: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) channel: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) direction: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) summary: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) follow_up_on: Option<String>,
    pub(crate) follow_up_done_at: Option<i64>,
    pub(crate) version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
