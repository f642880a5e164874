//! When which reminder of a session is due, and whether it was sent.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "course_reminder")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) session_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) anchor: String,
    pub(crate) minutes: i64,
    pub(crate) due_at: i64,
    pub(crate) sent_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
