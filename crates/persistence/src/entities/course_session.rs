//! Sessions: single dates of offers.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "course_session")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) series_id: Option<Uuid>,
    pub(crate) module_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) description: Option<String>,
    pub(crate) starts_at: i64,
    pub(crate) ends_at: i64,
    pub(crate) deadline_at: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) format: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) location: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) online_link: Option<String>,
    pub(crate) room_seats: i64,
    pub(crate) online_seats: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) quotas: String,
    pub(crate) per_district: Option<i64>,
    pub(crate) fewest_people: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) entitlement: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) allocation: String,
    pub(crate) waiting_list: i64,
    pub(crate) offer_hours: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) accessibility: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) audience: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) reason: Option<String>,
    pub(crate) replaced_by_id: Option<Uuid>,
    pub(crate) format_changed_at: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) lot_seed: Option<String>,
    pub(crate) next_place: i64,
    pub(crate) sequence: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) search_key: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
    #[sea_orm(column_type = "Text", default_value = "")]
    pub(crate) reminders: String,
    #[sea_orm(column_type = "Text", default_value = "")]
    pub(crate) materials: String,
    #[sea_orm(column_type = "Text", default_value = "")]
    pub(crate) co_hosts: String,
    pub(crate) announced_at: Option<i64>,
    #[sea_orm(default_value = 0)]
    pub(crate) forgotten: i64,
}

impl ActiveModelBehavior for ActiveModel {}
