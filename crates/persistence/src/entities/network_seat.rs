//! Seats in the team of a network. Personal data: who runs what, since when.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_seat")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) network_id: Uuid,
    pub(crate) person_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) role: String,
    pub(crate) since: i64,
    pub(crate) until: Option<i64>,
    pub(crate) coordinator_of: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
