//! Changes of the phase of a network, with their reasons.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_phase_change")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) network_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) from_phase: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) to_phase: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) changed_on: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) reason: String,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) recorded_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
