//! One file, one command.

pub(crate) mod migrate;
pub(crate) mod schema;
