//! Personal values of audit entries, beside the chain so that they can be erased.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_value")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) entry_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub(crate) field: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) salt: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) old_value: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) new_value: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
