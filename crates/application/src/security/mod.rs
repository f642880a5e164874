//! Secrets of the platform: what is signed, derived and encrypted with them.

mod links;
mod secret;

pub use links::{Link, LinkPurpose};
pub use secret::Secret;
