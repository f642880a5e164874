//! The audit: an append-only chain of what was changed, by whom, with which right.
//!
//! Each entry's hash covers the entry and the hash before it, so nothing can be changed, left out or put in without
//! breaking the chain. Of personal values it covers only salted digests: the values stand beside the chain and can be
//! erased without breaking it (design.md 5).

pub(crate) mod chain;
mod erase;
mod read;
mod verify;

pub(crate) use erase::erase_values;
pub use read::{AuditEntries, AuditEntry, AuditField, AuditFilter};
pub use verify::{Verification, verify};
