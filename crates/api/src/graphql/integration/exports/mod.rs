//! Bulk exports (German: Massenexporte).

mod export;
mod inputs;
mod mutations;
mod queries;

pub(crate) use export::Export;
pub(crate) use mutations::ExportMutations;
pub(crate) use queries::ExportQueries;
