//! Full-text search over the records (ADR 0026).
//!
//! Every record that can be found has documents in one table: what is read of it, and who may read it, in the columns
//! by which the record's own repository decides. They are made from the records in `sources` and nowhere else:
//! `keep` makes those of the records that a unit of work changed, in its transaction; a rebuild makes all of them.

mod document;
mod folded;
mod keep;
mod read;
mod rebuild;
mod scope;
mod sources;
mod words;
mod write;

pub(crate) use folded::has_words;
pub(crate) use keep::keep;
pub use read::{SearchFilter, SearchHit, SearchIndex};
pub use rebuild::{IndexCheck, check_index, ensure_index, rebuild_index};
pub use scope::SearchSight;
pub(crate) use words::{COLUMNS, TABLE as WORDS};
