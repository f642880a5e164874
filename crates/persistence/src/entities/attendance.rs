//! Who was there.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attendance")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) registration_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) status: String,
    pub(crate) minutes: i64,
    pub(crate) marked_at: i64,
    pub(crate) recorded_by_id: Option<Uuid>,
    pub(crate) recorded_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
