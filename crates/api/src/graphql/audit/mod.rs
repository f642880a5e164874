//! The audit (German: Revision, Protokollierung).

mod queries;
mod types;

pub(crate) use queries::AuditQueries;
pub(crate) use types::AuditEntry;
