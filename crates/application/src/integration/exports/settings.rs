//! What an operator decides about exports.

/// What an operator decides about exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportSettings {
    /// How many exports of one account wait or run at once.
    pub open_per_account: u64,
    /// How many rows one has at most.
    pub max_rows: u64,
    /// How many bytes its file has at most.
    pub max_bytes: u64,
    /// For how many days the file is kept.
    pub keep_days: u32,
}

impl Default for ExportSettings {
    fn default() -> Self {
        Self { open_per_account: 3, max_rows: 5_000_000, max_bytes: 4 << 30, keep_days: 7 }
    }
}
