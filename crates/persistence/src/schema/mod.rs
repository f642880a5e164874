//! What the database looks like: for the dumps in `schema/`, and to compare what the migrations make with what the
//! entities expect.

mod columns;
mod dump;
mod entity_tables;

pub use columns::{Column, columns};
pub use dump::dump;
pub use entity_tables::create_entity_tables;

/// Whether a table or column is one that only one of the databases has: its index of words.
fn is_of_one_database(table: &str, column: &str) -> bool {
    table.starts_with(crate::search::WORDS) || crate::search::COLUMNS.contains(&column)
}

/// The table in which the migrations keep note of themselves.
const NOTES: &str = "seaql_migrations";
