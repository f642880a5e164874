//! People. Personal data: all columns but the keys, the state and the version.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) salutation: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) title: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) given_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) family_name: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) languages: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) name_key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) search_key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_key: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
