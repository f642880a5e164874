//! Which territory became which.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "territory_succession")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) predecessor_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) successor_id: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
