//! Files that hang on records: their names, types and contents. Where the bytes lie is not known here.

mod file;
mod holder;
mod media_type;
mod name;

pub use file::{FileDraft, FilePlan, StoredFile};
pub use holder::{Holder, HolderKind};
pub use media_type::MediaType;
pub use name::FileName;
