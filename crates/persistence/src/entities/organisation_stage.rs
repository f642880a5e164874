//! What organisations were, from a day until a day.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation_stage")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) organisation_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub(crate) valid_from: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) valid_until: Option<String>,
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
    pub(crate) parent_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) functions: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) territories: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) search_key: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) sort_key: String,
}

impl ActiveModelBehavior for ActiveModel {}
