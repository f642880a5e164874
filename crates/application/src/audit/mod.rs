//! Reading and verifying the audit. Nothing here writes: entries come only with the changes they tell of.

mod list_audit_entries;
mod verify_audit;

pub use list_audit_entries::{count_audit_entries, find_audit_entry, list_audit_entries};
pub use persistence::audit::{AuditEntry, AuditField, AuditFilter, Verification};
pub use verify_audit::verify_audit;
