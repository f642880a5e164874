//! The generated files and what they should hold.

use super::{access_table, events};
use crate::config::Config;
use anyhow::Context;
use persistence::Database;
use persistence::schema::dump;
use scratch_postgres::ScratchPostgres;

const NOTE: &str = "-- Written by `bildungsnetz schema`: what the migrations make. Never edited, never run.\n\n";

/// The files by their names. PostgreSQL's dump is made in an empty database at `postgres`, or on a server for the moment.
pub(super) async fn generate(postgres: Option<&str>) -> anyhow::Result<Vec<(&'static str, String)>> {
    let config = serde_json::to_string_pretty(&schemars::schema_for!(Config))?;
    Ok(vec![
        ("schema.graphql", api::graphql::sdl().to_owned()),
        ("authorization.txt", access_table::print()),
        ("events.md", events::print()?),
        ("config.schema.json", config + "\n"),
        ("sqlite.sql", of_sqlite().await?),
        ("postgres.sql", of_postgres(postgres).await?),
    ])
}

async fn of_sqlite() -> anyhow::Result<String> {
    let folder = tempfile::tempdir()?;
    dumped(&format!("sqlite:{}", folder.path().join("schema.db").display())).await
}

async fn of_postgres(address: Option<&str>) -> anyhow::Result<String> {
    if let Some(address) = address {
        return dumped(address).await;
    }
    let server = tokio::task::spawn_blocking(ScratchPostgres::start).await?;
    let server = server.context("the dump needs PostgreSQL: install it, or name an empty database by --postgres")?;
    dumped(&server.address("postgres")).await
}

async fn dumped(address: &str) -> anyhow::Result<String> {
    let database = Database::connect(address, 1).await?;
    database.migrate().await?;
    let text = dump(&database).await?;
    database.close().await;
    Ok(format!("{NOTE}{text}"))
}
