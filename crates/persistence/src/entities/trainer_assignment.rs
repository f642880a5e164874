//! Trainers of sessions. Organisation and district are those that keep the record of the person.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trainer_assignment")]
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
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) topic: Option<String>,
    pub(crate) fee_agreed: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) reason: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
