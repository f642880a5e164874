//! Organisations as they are now.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) name: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) short_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) legal_form: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) local_label: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) parent_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) functions: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) territories: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) street: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) postal_code: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) place: Option<String>,
    pub(crate) sponsor_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) valid_from: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) valid_until: Option<String>,
    pub(crate) merged_into_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) education_office_of: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) search_key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_key: String,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
