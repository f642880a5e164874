//! Agreements. `organisation_id` is the organisation of the municipality. Personal data: the signatories.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) number: String,
    pub(crate) edition: i64,
    pub(crate) agency_id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) district_key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) valid_from: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) valid_until: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) purpose: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) focal_points: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) agency_signatory: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) agency_signed_on: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) municipality_signatory: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) municipality_signed_on: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) reason: Option<String>,
    pub(crate) predecessor_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) in_force_for: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
