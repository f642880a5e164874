//! Who was invited to a survey, and whether they answered.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network_survey_invitee")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) survey_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) organisation_id: Uuid,
    pub(crate) answered_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
