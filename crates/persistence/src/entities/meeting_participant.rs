//! Seats at meetings: answers and attendance. Personal data.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_participant")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) meeting_id: Uuid,
    pub(crate) membership_id: Uuid,
    pub(crate) person_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) answer: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) note: Option<String>,
    pub(crate) answered_at: Option<i64>,
    pub(crate) substitute_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) attendance: Option<String>,
    pub(crate) version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
