//! The search (German: Suche).

mod queries;
mod record;
mod types;

pub(crate) use queries::SearchQueries;
