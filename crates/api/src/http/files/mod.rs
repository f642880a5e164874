//! `/files`: the bytes of files. What is said about them, and the permission to upload, are matters of GraphQL.

mod disposition;
mod download;
mod upload;

pub(super) use disposition::disposition;
pub(super) use download::{Shipped, send, ship};
pub(super) use upload::answer as upload;
