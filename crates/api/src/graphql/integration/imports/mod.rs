//! Bulk imports, the mappings of their columns, and what became of their rows (German: Importe, Zuordnungen, Zeilen).

mod import;
mod inputs;
mod mapping;
mod mutations;
mod queries;
mod row;

pub(crate) use import::Import;
pub(crate) use mapping::ImportMapping;
pub(crate) use mutations::ImportMutations;
pub(crate) use queries::ImportQueries;
