//! Qualifications: series, modules, sessions, registrations, attendance, trainers.
//!
//! `organisation_id`, `district_key` and `person_id` say to whom a row belongs (row scope); `host_id` and
//! `host_district_key` name the organiser beside them.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        course_series(manager).await?;
        course_module(manager).await?;
        course_session(manager).await?;
        format_change(manager).await?;
        course_invitee(manager).await?;
        registration(manager).await?;
        attendance(manager).await?;
        recognition(manager).await?;
        trainer_assignment(manager).await
    }
}

/// Series of qualifications.
async fn course_series(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "course_series",
        vec![
            primary(),
            id("organisation_id"),
            optional_text("district_key"),
            text("kind"),
            text("title"),
            optional_text("description"),
            optional_text("goals"),
            text("entitlement"),
            // Codes with a space between them.
            text("target_groups"),
            text("stages"),
            // One a line.
            text("topics"),
            text("state"),
            // Who may read of it, derived from state and entitlement.
            text("audience"),
            text("search_key"),
            text("sort_key"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("course_series", "organisation_id"), "organisation");
        },
    )
    .await?;
    index(manager, "course_series", &["sort_key", "id"], false).await?;
    index(manager, "course_series", &["audience", "sort_key", "id"], false).await?;
    index(manager, "course_series", &["organisation_id", "sort_key", "id"], false).await
}

/// Modules of series.
async fn course_module(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "course_module",
        vec![
            primary(),
            id("series_id"),
            number("place"),
            text("title"),
            optional_text("description"),
            number("minutes"),
            number("mandatory"),
            // Ids with a space between them.
            text("prerequisites"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("course_module", "series_id"), "course_series");
        },
    )
    .await?;
    index(manager, "course_module", &["series_id", "place"], true).await
}

/// Sessions: single dates of offers.
async fn course_session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "course_session",
        vec![
            primary(),
            id("organisation_id"),
            optional_text("district_key"),
            optional_id("series_id"),
            optional_id("module_id"),
            text("kind"),
            text("title"),
            optional_text("description"),
            number("starts_at"),
            number("ends_at"),
            number("deadline_at"),
            text("format"),
            optional_text("location"),
            optional_text("online_link"),
            number("room_seats"),
            number("online_seats"),
            // `GROUP=SEATS` with a space between them.
            text("quotas"),
            optional_number("per_district"),
            optional_number("fewest_people"),
            text("entitlement"),
            text("allocation"),
            number("waiting_list"),
            optional_number("offer_hours"),
            optional_text("accessibility"),
            text("state"),
            // Who may read of it, derived from state and entitlement.
            text("audience"),
            optional_text("reason"),
            optional_id("replaced_by_id"),
            optional_number("format_changed_at"),
            optional_text("lot_seed"),
            // The place that the next registration gets.
            number("next_place"),
            // SEQUENCE of RFC 5545.
            number("sequence"),
            text("search_key"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("course_session", "organisation_id"), "organisation");
            refers(table, ("course_session", "series_id"), "course_series");
            refers(table, ("course_session", "module_id"), "course_module");
            refers(table, ("course_session", "replaced_by_id"), "course_session");
        },
    )
    .await?;
    index(manager, "course_session", &["starts_at", "id"], false).await?;
    index(manager, "course_session", &["audience", "starts_at", "id"], false).await?;
    index(manager, "course_session", &["organisation_id", "starts_at", "id"], false).await?;
    index(manager, "course_session", &["series_id", "starts_at", "id"], false).await?;
    index(manager, "course_session", &["module_id", "starts_at"], false).await
}

/// The history of formats of sessions.
async fn format_change(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "format_change",
        vec![
            primary(),
            id("session_id"),
            text("from_format"),
            text("to_format"),
            text("reason"),
            number("at"),
            optional_id("account_id"),
        ],
        |table| {
            refers(table, ("format_change", "session_id"), "course_session");
            refers(table, ("format_change", "account_id"), "account");
        },
    )
    .await?;
    index(manager, "format_change", &["session_id", "at"], false).await
}

/// People and organisations that were invited to a session.
async fn course_invitee(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "course_invitee",
        vec![
            primary(),
            id("session_id"),
            optional_id("person_id"),
            optional_id("organisation_id"),
            number("created_at"),
        ],
        |table| {
            refers(table, ("course_invitee", "session_id"), "course_session");
            refers(table, ("course_invitee", "person_id"), "person");
            refers(table, ("course_invitee", "organisation_id"), "organisation");
        },
    )
    .await?;
    index(manager, "course_invitee", &["session_id", "person_id"], true).await?;
    index(manager, "course_invitee", &["session_id", "organisation_id"], true).await?;
    index(manager, "course_invitee", &["person_id"], false).await?;
    index(manager, "course_invitee", &["organisation_id"], false).await
}

/// Registrations. Organisation and district are those of the person on registration; the host is the organiser of the
/// session. Personal data: all columns but the keys, the state and the version.
async fn registration(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "registration",
        vec![
            primary(),
            id("session_id"),
            id("person_id"),
            id("organisation_id"),
            optional_text("district_key"),
            id("host_id"),
            optional_text("host_district_key"),
            id("party_id"),
            text("mode"),
            text("target_group"),
            number("class"),
            number("place"),
            text("state"),
            optional_number("offer_until"),
            optional_text("needs"),
            number("shares_name"),
            text("source"),
            number("withdrawn_late"),
            // Session and person while it is active: unique, so nobody registers twice.
            optional_text("active_for"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("registration", "session_id"), "course_session");
            refers(table, ("registration", "person_id"), "person");
            refers(table, ("registration", "organisation_id"), "organisation");
            refers(table, ("registration", "host_id"), "organisation");
        },
    )
    .await?;
    index(manager, "registration", &["active_for"], true).await?;
    index(manager, "registration", &["session_id", "state", "class", "place"], false).await?;
    index(manager, "registration", &["session_id", "created_at", "id"], false).await?;
    index(manager, "registration", &["person_id", "created_at", "id"], false).await?;
    index(manager, "registration", &["organisation_id", "created_at", "id"], false).await?;
    index(manager, "registration", &["district_key", "created_at", "id"], false).await?;
    index(manager, "registration", &["host_id", "created_at", "id"], false).await?;
    index(manager, "registration", &["party_id"], false).await?;
    index(manager, "registration", &["state", "offer_until"], false).await
}

/// Who was there.
async fn attendance(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "attendance",
        vec![
            id("registration_id").primary_key().to_owned(),
            text("status"),
            number("minutes"),
            number("marked_at"),
            optional_id("recorded_by_id"),
            number("recorded_at"),
        ],
        |table| {
            refers(table, ("attendance", "registration_id"), "registration");
            refers(table, ("attendance", "recorded_by_id"), "account");
        },
    )
    .await
}

/// Prior learning that counts as a completed module.
async fn recognition(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "recognition",
        vec![
            primary(),
            id("person_id"),
            id("organisation_id"),
            optional_text("district_key"),
            id("module_id"),
            text("reason"),
            number("at"),
            optional_id("account_id"),
        ],
        |table| {
            refers(table, ("recognition", "person_id"), "person");
            refers(table, ("recognition", "organisation_id"), "organisation");
            refers(table, ("recognition", "module_id"), "course_module");
            refers(table, ("recognition", "account_id"), "account");
        },
    )
    .await?;
    index(manager, "recognition", &["person_id", "module_id"], true).await?;
    index(manager, "recognition", &["module_id"], false).await
}

/// Trainers of sessions. Organisation and district are those that keep the record of the person.
async fn trainer_assignment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "trainer_assignment",
        vec![
            primary(),
            id("session_id"),
            id("person_id"),
            id("organisation_id"),
            optional_text("district_key"),
            id("host_id"),
            optional_text("host_district_key"),
            optional_text("topic"),
            number("fee_agreed"),
            text("state"),
            optional_text("reason"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("trainer_assignment", "session_id"), "course_session");
            refers(table, ("trainer_assignment", "person_id"), "person");
            refers(table, ("trainer_assignment", "organisation_id"), "organisation");
            refers(table, ("trainer_assignment", "host_id"), "organisation");
        },
    )
    .await?;
    index(manager, "trainer_assignment", &["session_id", "person_id"], false).await?;
    index(manager, "trainer_assignment", &["person_id", "state"], false).await?;
    index(manager, "trainer_assignment", &["host_id"], false).await
}
