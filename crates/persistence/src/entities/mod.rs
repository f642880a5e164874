//! One struct, one table. Plain rows: no logic, no other crate's names.

pub(crate) mod account;
pub(crate) mod audit_entry;
pub(crate) mod audit_head;
pub(crate) mod audit_value;
pub(crate) mod contact_point;
pub(crate) mod idempotency_key;
pub(crate) mod invitation;
pub(crate) mod organisation;
pub(crate) mod organisation_stage;
pub(crate) mod organisation_territory;
pub(crate) mod outbox_event;
pub(crate) mod outbox_message;
pub(crate) mod password_reset;
pub(crate) mod person;
pub(crate) mod person_function;
pub(crate) mod recovery_code;
pub(crate) mod refresh_token;
pub(crate) mod role_assignment;
pub(crate) mod session;
pub(crate) mod sign_in_attempts;
pub(crate) mod territory;
pub(crate) mod territory_succession;
