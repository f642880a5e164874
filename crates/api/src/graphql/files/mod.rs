//! Files that hang on records (German: Dateien, Anlagen, Materialien).

mod inputs;
mod mutations;
mod queries;
mod types;

pub(crate) use mutations::FileMutations;
pub(crate) use queries::FileQueries;
pub(crate) use types::{File, files_of};
