//! What was said in evaluations: sums and texts, and no single answer.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evaluation_urn")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) evaluation_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) contents: String,
}

impl ActiveModelBehavior for ActiveModel {}
