//! Measures that carry out what was decided. Personal data: who answers for them.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "measure")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) committee_id: Uuid,
    pub(crate) resolution_id: Option<Uuid>,
    pub(crate) goal_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) description: Option<String>,
    pub(crate) organisation_id: Uuid,
    pub(crate) person_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) start: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) due: String,
    pub(crate) cost_cents: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) indicator: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) progress: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) note: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
