//! The public part of committees, meetings and papers over OParl 1.1 (ADR 0025).
//!
//! Everybody reads the same, whoever they are: what is read is a mirror of the public records, brought up to date before
//! each answer and soon after each change.

mod catch_up;
mod open_published_file;
mod read_list;
mod read_object;
mod read_system;

pub use catch_up::{catch_up, watch_records};
pub use open_published_file::{PublishedFile, PublishedSheet, PublishedText, open_published_file};
pub use read_list::read_list;
pub use read_object::{ObjectAnswer, read_object};
pub use read_system::{interface_url, read_system};
