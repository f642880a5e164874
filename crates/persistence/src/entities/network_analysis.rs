//! Analyses: the graph as it was and its figures.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_analysis")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) network_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) cut_off_on: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) kinds: String,
    pub(crate) survey_id: Option<Uuid>,
    pub(crate) answers: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub(crate) hash: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) graph: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) figures: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) secret: String,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
