//! Prior learning that counts as a completed module.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recognition")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) person_id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) module_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) reason: String,
    pub(crate) at: i64,
    pub(crate) account_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
