//! Ratings of trust, without who gave them and when: the ids are random and have no order.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_survey_trust")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) survey_id: Uuid,
    pub(crate) to_id: Uuid,
    pub(crate) rating: i64,
}

impl ActiveModelBehavior for ActiveModel {}
