//! How much may be exported at once, and for how long it is kept.

use application::integration::exports::ExportSettings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much may be exported at once, and for how long it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Exports {
    /// How many exports of one account wait or run at once.
    pub(crate) open_per_account: u64,
    /// How many rows one export has at most.
    pub(crate) max_rows: u64,
    /// How many bytes its file has at most.
    pub(crate) max_bytes: u64,
    /// For how many days the file is kept.
    pub(crate) keep_days: u32,
}

impl Default for Exports {
    fn default() -> Self {
        let ExportSettings { open_per_account, max_rows, max_bytes, keep_days } = ExportSettings::default();
        Self { open_per_account, max_rows, max_bytes, keep_days }
    }
}

impl Exports {
    /// What the platform is told.
    pub(crate) const fn settings(&self) -> ExportSettings {
        let Self { open_per_account, max_rows, max_bytes, keep_days } = *self;
        ExportSettings { open_per_account, max_rows, max_bytes, keep_days }
    }
}
