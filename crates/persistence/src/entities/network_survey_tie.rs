//! What the invited said about their ties.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_survey_tie")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) from_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) to_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub(crate) kind: String,
    pub(crate) frequency: i64,
}

impl ActiveModelBehavior for ActiveModel {}
