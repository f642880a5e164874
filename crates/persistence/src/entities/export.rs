//! Bulk exports.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "export")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    pub(crate) account_id: Option<Uuid>,
    pub(crate) person_id: Option<Uuid>,
    pub(crate) session_id: Option<Uuid>,
    pub(crate) token_id: Option<Uuid>,
    pub(crate) service_id: Option<Uuid>,
    pub(crate) organisation_id: Option<Uuid>,
    pub(crate) requester_id: Uuid,
    pub(crate) second_factor: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) scopes: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) document: String,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) operation: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub(crate) variables: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) document_hash: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) connection: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) format: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) language: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) file_name: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) rows: i64,
    pub(crate) total: Option<i64>,
    pub(crate) bytes: i64,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) sha256: Option<String>,
    pub(crate) blob_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) failure: Option<String>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) reason: Option<String>,
    pub(crate) attempts: i64,
    pub(crate) claim_id: Option<Uuid>,
    pub(crate) claimed_until: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) started_at: Option<i64>,
    pub(crate) ended_at: Option<i64>,
    pub(crate) expires_at: Option<i64>,
    pub(crate) version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
