//! How far the register of an issuer has counted in a year. Nothing in it is personal.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "certificate_register")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) issuer_id: Uuid,
    pub(crate) year: i64,
    pub(crate) last: i64,
}

impl ActiveModelBehavior for ActiveModel {}
