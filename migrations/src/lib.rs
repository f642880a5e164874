//! The database schema: one Rust source for SQLite and PostgreSQL.
//!
//! Migrations are additive, one subject a file, and never edited once landed. `schema/sqlite.sql` and
//! `schema/postgres.sql` are dumps of what they make; a test compares them with the entities on both engines.
//! Conventions: ids `uuid`, instants microseconds in `bigint`, local dates ISO text, enums text codes (ADR 0003).

pub use sea_orm_migration::{MigrationTrait, MigratorTrait};

mod columns;
mod m20261123_000001_records;
mod m20261123_000002_territories;
mod m20261123_000003_organisations;
mod m20261123_000004_people;
mod m20261123_000005_accounts;
mod m20261123_000006_agreements;
mod m20261123_000007_qualifications;
mod m20261123_000008_networks;
mod m20261123_000009_meetings;
mod m20261123_000010_files;
mod m20261123_000014_calendars;
mod m20261123_000015_questions;
mod m20261123_000016_events;
mod m20261123_000018_services;
mod m20261130_000019_certificates;
mod m20261130_000020_evaluations;
mod m20261130_000021_waiting_changes;
mod m20261130_000022_search;
mod m20261130_000023_oparl;
mod m20261130_000024_meeting_calendars;
mod m20261130_000026_webhooks;
mod m20261130_000027_retention;
mod m20261130_000028_identities;
mod m20261130_000029_event_relay;
mod m20261130_000030_exports;
mod m20261130_000031_imports;
mod m20261130_000032_feeds;

/// All migrations in their order.
#[derive(Debug)]
pub struct Migrator;

#[sea_orm_migration::async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_records::Migration),
            Box::new(m20261123_000002_territories::Migration),
            Box::new(m20261123_000003_organisations::Migration),
            Box::new(m20261123_000004_people::Migration),
            Box::new(m20261123_000005_accounts::Migration),
            Box::new(m20261123_000006_agreements::Migration),
            Box::new(m20261123_000007_qualifications::Migration),
            Box::new(m20261123_000008_networks::Migration),
            Box::new(m20261123_000009_meetings::Migration),
            Box::new(m20261123_000010_files::Migration),
            Box::new(m20261123_000014_calendars::Migration),
            Box::new(m20261123_000015_questions::Migration),
            Box::new(m20261123_000018_services::Migration),
            Box::new(m20261123_000016_events::Migration),
            Box::new(m20261130_000019_certificates::Migration),
            Box::new(m20261130_000020_evaluations::Migration),
            Box::new(m20261130_000021_waiting_changes::Migration),
            Box::new(m20261130_000022_search::Migration),
            Box::new(m20261130_000023_oparl::Migration),
            Box::new(m20261130_000024_meeting_calendars::Migration),
            Box::new(m20261130_000026_webhooks::Migration),
            Box::new(m20261130_000027_retention::Migration),
            Box::new(m20261130_000028_identities::Migration),
            Box::new(m20261130_000029_event_relay::Migration),
            Box::new(m20261130_000030_exports::Migration),
            Box::new(m20261130_000032_feeds::Migration),
            Box::new(m20261130_000031_imports::Migration),
        ]
    }
}
