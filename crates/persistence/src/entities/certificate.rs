//! Certificates of attendance. Organisation and district are those of the holder when it was issued; the issuer keeps the
//! register. Personal data: the holder, `content`, `initials`, `reason`; kept for ten years.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "certificate")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub(crate) subject_kind: String,
    pub(crate) subject_id: Uuid,
    pub(crate) session_id: Option<Uuid>,
    pub(crate) series_id: Option<Uuid>,
    pub(crate) issuer_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) issuer_district_key: Option<String>,
    pub(crate) person_id: Uuid,
    pub(crate) organisation_id: Uuid,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) district_key: Option<String>,
    pub(crate) year: i64,
    pub(crate) serial: i64,
    #[sea_orm(column_type = "Text")]
    pub(crate) content: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) hash: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) code: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) initials: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) name_display: String,
    #[sea_orm(column_type = "Text")]
    pub(crate) state: String,
    pub(crate) revoked_at: Option<i64>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) reason: Option<String>,
    pub(crate) replaces_id: Option<Uuid>,
    #[sea_orm(column_type = "Text", nullable)]
    pub(crate) valid_for: Option<String>,
    pub(crate) version: i64,
    pub(crate) issued_at: i64,
    pub(crate) issued_by_id: Option<Uuid>,
    pub(crate) updated_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
