//! Bulk imports: files of organisations, people or functions, read by a mapping of their columns (ADR 0041).

mod field;
mod import;
mod mapping;
mod row;

pub use field::{ImportField, ImportKind};
pub use import::{Import, ImportFile, ImportPolicy, ImportProgress, ImportStarter, ImportState, ImportStep};
pub use mapping::{
    ColumnDraft, ConstantDraft, ImportMapping, MappedColumn, Mapping, MappingDraft, ValueDraft, column_key,
};
pub use row::{ImportRow, ImportRowOutcome, RowMessage};
