//! What an operator decides about imports.

use documents::SheetLimits;

/// How many characters one cell has at most: as many as a spreadsheet allows.
const LONGEST_CELL: usize = 32_767;
/// How many columns a file has at most.
const MOST_COLUMNS: usize = 200;
/// How many times as large as the file may be a workbook is when it is unpacked.
const UNPACKED: u64 = 20;

/// What an operator decides about imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSettings {
    /// How many bytes a file may have.
    pub max_bytes: u64,
    /// How many rows a file may have.
    pub max_rows: usize,
    /// How many rows are gone through in one transaction at most: when only all of them are kept, or when they are tried.
    pub max_rows_at_once: usize,
    /// How many rows are kept together when bad ones are left out.
    pub batch_rows: usize,
    /// For how many days files and what became of their rows are kept.
    pub kept_days: u32,
}

impl Default for ImportSettings {
    fn default() -> Self {
        Self { max_bytes: 10 << 20, max_rows: 50_000, max_rows_at_once: 5_000, batch_rows: 100, kept_days: 30 }
    }
}

impl ImportSettings {
    pub(super) const fn limits(&self) -> SheetLimits {
        SheetLimits {
            rows: self.max_rows,
            columns: MOST_COLUMNS,
            cell: LONGEST_CELL,
            unpacked: self.max_bytes.saturating_mul(UNPACKED),
        }
    }
}
