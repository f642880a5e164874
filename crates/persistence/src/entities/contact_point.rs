//! Ways to reach organisations and people. Personal data: value and label, where there is a person.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_point")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) person_id: Option<Uuid>,
    pub(crate) place: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) value: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) value_key: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) label: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) visibility: String,
}

impl ActiveModelBehavior for ActiveModel {}
