//! Sendings of invitations to meetings.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting_invitation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) meeting_id: Uuid,
    pub(crate) number: i64,
    pub(crate) sent_at: i64,
    pub(crate) account_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) content: String,
    pub(crate) recipients: i64,
    pub(crate) is_in_time: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) short_notice: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
