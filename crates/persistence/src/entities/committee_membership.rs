//! Seats in committees. Personal data: who sits where, for whom, since when.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "committee_membership")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) committee_id: Uuid,
    pub(crate) person_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) seat: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) role: String,
    pub(crate) is_voting: i64,
    pub(crate) is_public: i64,
    pub(crate) substitute_for_id: Option<Uuid>,
    pub(crate) organisation_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) since: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) until: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
