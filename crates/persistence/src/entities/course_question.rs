//! Questions of sessions and modules.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "course_question")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) session_id: Option<Uuid>,
    pub(crate) module_id: Option<Uuid>,
    pub(crate) place: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) label: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) help: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) options: String,
    pub(crate) required: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) show_if_key: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) show_if_value: Option<String>,
    pub(crate) min: Option<i64>,
    pub(crate) max: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
