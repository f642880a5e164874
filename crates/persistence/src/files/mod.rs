//! Files: what is known about them. The bytes lie elsewhere, in the storage that the operator chose.

mod read;
mod row;
mod write;

pub use read::Files;
pub(crate) use row::read as read_file;
