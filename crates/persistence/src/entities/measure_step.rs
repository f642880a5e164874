//! Steps in the history of measures.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "measure_step")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) measure_id: Uuid,
    pub(crate) number: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) progress: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) note: Option<String>,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
