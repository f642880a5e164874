//! Registrations. Organisation and district are those of the person on registration; the host is the organiser of the
//! session. Personal data: all columns but the keys, the state and the version.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) session_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) host_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) host_district_key: Option<String>,
    pub(crate) party_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) mode: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) target_group: String,
    pub(crate) class: i64,
    pub(crate) place: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) offer_until: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) needs: Option<String>,
    pub(crate) shares_name: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) source: String,
    pub(crate) withdrawn_late: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) active_for: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
    #[sea_orm(column_type = "Text", default_value = "")]
    pub(crate) consents: String,
    #[sea_orm(default_value = 0)]
    pub(crate) has_needs: i64,
    #[sea_orm(default_value = 0)]
    pub(crate) has_consents: i64,
}

impl ActiveModelBehavior for ActiveModel {}
