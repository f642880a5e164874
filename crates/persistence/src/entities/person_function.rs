//! Functions that people hold. Personal data: who holds what, where and when.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_function")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) held_in_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) role: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) local_label: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) valid_from: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) valid_until: Option<String>,
    pub(crate) on_behalf_of_id: Option<Uuid>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
