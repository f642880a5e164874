//! Bulk imports.

use application::integration::imports::ImportSettings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Bulk imports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Imports {
    /// How many bytes a file may have.
    pub(crate) max_bytes: u64,
    /// How many rows a file may have.
    pub(crate) max_rows: usize,
    /// How many rows are gone through in one transaction at most: when only all of them are kept, or when they are tried.
    /// On SQLite nobody else can write meanwhile.
    pub(crate) max_rows_at_once: usize,
    /// How many rows are kept together when bad ones are left out.
    pub(crate) batch_rows: usize,
    /// For how many days files and what became of their rows are kept.
    pub(crate) kept_days: u32,
}

impl Default for Imports {
    fn default() -> Self {
        let ImportSettings { max_bytes, max_rows, max_rows_at_once, batch_rows, kept_days } = ImportSettings::default();
        Self { max_bytes, max_rows, max_rows_at_once, batch_rows, kept_days }
    }
}

impl Imports {
    /// What the platform is told.
    pub(crate) const fn settings(&self) -> ImportSettings {
        let Self { max_bytes, max_rows, max_rows_at_once, batch_rows, kept_days } = *self;
        ImportSettings { max_bytes, max_rows, max_rows_at_once, batch_rows, kept_days }
    }
}
