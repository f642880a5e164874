//! What the database looks like: for the dumps in `schema/`, and to compare what the migrations make with what the
//! entities expect.

mod columns;
mod dump;
mod entity_tables;

pub use columns::{Column, columns};
pub use dump::dump;
pub use entity_tables::create_entity_tables;

/// The table in which the migrations keep note of themselves.
const NOTES: &str = "seaql_migrations";
