//! What the search reads of records. Personal data: title and content of people. Its words lie beside it: on PostgreSQL
//! in columns, on SQLite in a table of their own.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_document")]
pub(crate) struct Model {
    #[sea_orm(primary_key)]
    pub(crate) number: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    pub(crate) subject_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) layer: String,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) district_key: String,
    pub(crate) body_id: Option<Uuid>,
    pub(crate) person_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) level: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) territories: String,
    pub(crate) at: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) title: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) content: String,
}

impl ActiveModelBehavior for ActiveModel {}
