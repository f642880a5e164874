//! What is published over OParl: a mirror of the public records that follows the audit by its numbers (ADR 0025).
//!
//! [`Mirror`] writes it, [`Publication`] reads it. Nothing that is not public is ever in it, so reading needs no sight.

mod affected;
mod material;
mod mirror;
mod publication;
mod row;

pub use mirror::Mirror;
pub use publication::{ListPage, Publication};
