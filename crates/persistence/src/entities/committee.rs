//! Committees of networks and organisations.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "committee")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) network_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) short_name: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) local_label: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) fields: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) legal_basis: Option<String>,
    pub(crate) meetings_per_year: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) visibility: String,
    pub(crate) lead_days: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) quorum_kind: String,
    pub(crate) quorum_value: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) decision_rule: String,
    pub(crate) is_circular_allowed: i64,
    pub(crate) voting_members: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) founded_on: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) dissolved_on: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) dissolve_reason: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) search_key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_key: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
