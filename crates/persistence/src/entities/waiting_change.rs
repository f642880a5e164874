//! What was done by hand with waiting lists.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waiting_change")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) session_id: Uuid,
    pub(crate) registration_id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) host_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) host_district_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    pub(crate) old_rank: Option<i64>,
    pub(crate) new_rank: Option<i64>,
    pub(crate) old_class: i64,
    pub(crate) new_class: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) reason: String,
    pub(crate) at: i64,
    pub(crate) account_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) role: Option<String>,
    pub(crate) acting_for_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
