//! Bulk imports: their files and mappings, how far they are, and what became of their rows.
//!
//! The queue takes no visibility: whoever carries an import out does so with the rights of those who started it.

mod files;
mod jobs;
mod mappings;
mod owners;
mod queue;
mod rows;

pub use files::{ImportFiles, delete_import_file, insert_import_file};
pub use jobs::{ImportFilter, Imports, insert_import};
pub use mappings::{
    ImportMappingFilter, ImportMappings, delete_import_mapping, insert_import_mapping, update_import_mapping,
};
pub use queue::{Advance, Claimed, ImportQueue, advance_import, cancel_import, forget_rows, hold_import};
pub use rows::{ImportRows, insert_import_rows};
