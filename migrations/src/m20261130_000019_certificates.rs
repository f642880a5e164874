//! Certificates of attendance with their registers, and check-ins.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        certificate(manager).await?;
        certificate_register(manager).await?;
        check_in(manager).await
    }
}

/// Certificates. Organisation and district are those of the holder when it was issued. Personal data: the holder, what
/// the certificate says, the initials, the reason of a revocation. Kept for ten years, then deleted; so a certificate
/// names the one that it replaces without referring to it.
async fn certificate(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = "certificate";
    create(
        manager,
        table,
        vec![
            primary(),
            text("subject_kind"),
            id("subject_id"),
            optional_id("session_id"),
            optional_id("series_id"),
            id("issuer_id"),
            optional_text("issuer_district_key"),
            id("person_id"),
            id("organisation_id"),
            optional_text("district_key"),
            number("year"),
            number("serial"),
            // The canonical form, as it was hashed.
            text("content"),
            text("hash"),
            text("code"),
            text("initials"),
            text("name_display"),
            text("state"),
            optional_number("revoked_at"),
            optional_text("reason"),
            optional_id("replaces_id"),
            // Subject and person, while it holds: nobody has two of a kind.
            optional_text("valid_for"),
            number("version"),
            number("issued_at"),
            optional_id("issued_by_id"),
            number("updated_at"),
        ],
        |definition| {
            refers(definition, (table, "session_id"), "course_session");
            refers(definition, (table, "series_id"), "course_series");
            refers(definition, (table, "issuer_id"), "organisation");
            refers(definition, (table, "person_id"), "person");
            refers(definition, (table, "organisation_id"), "organisation");
            refers(definition, (table, "issued_by_id"), "account");
        },
    )
    .await?;
    index(manager, table, &["code"], true).await?;
    index(manager, table, &["issuer_id", "year", "serial"], true).await?;
    index(manager, table, &["valid_for"], true).await?;
    index(manager, table, &["replaces_id"], true).await?;
    index(manager, table, &["person_id", "issued_at", "id"], false).await?;
    index(manager, table, &["organisation_id", "issued_at", "id"], false).await?;
    index(manager, table, &["district_key", "issued_at", "id"], false).await?;
    index(manager, table, &["subject_id", "person_id"], false).await?;
    index(manager, table, &["session_id"], false).await?;
    index(manager, table, &["series_id"], false).await?;
    index(manager, table, &["issued_at", "id"], false).await
}

/// How far the register of an issuer has counted in a year.
async fn certificate_register(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = "certificate_register";
    create(manager, table, vec![primary(), id("issuer_id"), number("year"), number("last")], |definition| {
        refers(definition, (table, "issuer_id"), "organisation");
    })
    .await?;
    index(manager, table, &["issuer_id", "year"], true).await
}

/// Entries of check-ins as devices sent them. Personal data: all columns but the keys.
async fn check_in(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = "check_in";
    create(
        manager,
        table,
        vec![
            primary(),
            id("session_id"),
            text("client_id"),
            id("registration_id"),
            text("status"),
            optional_number("minutes"),
            number("marked_at"),
            text("outcome"),
            optional_id("account_id"),
            number("at"),
        ],
        |definition| {
            refers(definition, (table, "session_id"), "course_session");
            refers(definition, (table, "registration_id"), "registration");
            refers(definition, (table, "account_id"), "account");
        },
    )
    .await?;
    index(manager, table, &["session_id", "client_id"], true).await?;
    index(manager, table, &["registration_id"], false).await
}
