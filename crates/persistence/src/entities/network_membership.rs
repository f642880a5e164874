//! Memberships of organisations in networks.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_membership")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) network_id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) contact_person_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) role: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) commitment: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) since: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) until: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state_since: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
