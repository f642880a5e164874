//! One struct, one table. Plain rows: no logic, no other crate's names.

pub(crate) mod audit_entry;
pub(crate) mod audit_head;
pub(crate) mod audit_value;
pub(crate) mod idempotency_key;
pub(crate) mod outbox_event;
pub(crate) mod outbox_message;
