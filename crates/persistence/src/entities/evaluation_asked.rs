//! Who is asked, and who of them has answered, while an evaluation is open. Personal data: all columns.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evaluation_asked")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) evaluation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) person_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) part: String,
    pub(crate) answered: i64,
}

impl ActiveModelBehavior for ActiveModel {}
