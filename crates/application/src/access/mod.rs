//! What the viewer may do, and why (design.md 3).

mod explain_access;
mod owner_of;
mod viewer;

pub use explain_access::{explain_access, viewer_can};
pub use viewer::{Right, Viewer, effective_rights, viewer};
