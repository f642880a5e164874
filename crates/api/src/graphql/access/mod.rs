//! What the viewer may do, and why (German: Berechtigungen).

mod queries;
mod types;

pub(crate) use queries::AccessQueries;
