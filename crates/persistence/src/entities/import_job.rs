//! Imports.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_job")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) organisation_id: Uuid,
    pub(crate) file_id: Uuid,
    pub(crate) mapping_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub(crate) mapping: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) kind: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) fingerprint: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) holds: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) policy: String,
    pub(crate) dry_run: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) rows: i64,
    pub(crate) done: i64,
    pub(crate) created: i64,
    pub(crate) duplicates: i64,
    pub(crate) refused: i64,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) session_id: Option<Uuid>,
    pub(crate) token_id: Option<Uuid>,
    pub(crate) service_id: Option<Uuid>,
    pub(crate) second_factor: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) scopes: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) failure: Option<String>,
    pub(crate) attempts: i64,
    pub(crate) due_at: i64,
    pub(crate) claim: Option<Uuid>,
    pub(crate) claimed_until: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) started_at: Option<i64>,
    pub(crate) finished_at: Option<i64>,
    pub(crate) forgotten_at: Option<i64>,
    pub(crate) version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
