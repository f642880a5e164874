//! From the configuration to a running platform.

use crate::config::Config;
use anyhow::Context;
use persistence::Database;
use std::fs;
use std::path::Path;

/// Connects to the database; a SQLite file and its folder are made where they are missing.
pub(crate) async fn database(config: &Config) -> anyhow::Result<Database> {
    let address = config.database();
    if let Some(folder) = address.strip_prefix("sqlite:").and_then(|file| Path::new(file).parent()) {
        fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    Database::connect(&address, config.connections).await.context("the database does not answer")
}
