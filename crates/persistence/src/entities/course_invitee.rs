//! People and organisations that were invited to a session.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "course_invitee")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) session_id: Uuid,
    pub(crate) person_id: Option<Uuid>,
    pub(crate) organisation_id: Option<Uuid>,
    pub(crate) created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
