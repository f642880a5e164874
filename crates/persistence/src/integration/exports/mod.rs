//! Bulk exports, and the queue of those who write them.
//!
//! The queue takes no visibility: whoever writes an export asks for the rights of who asked for it.

mod queue;
mod read;
mod row;
mod write;

pub use queue::{ClaimedExport, ExportProgress, ExportQueue};
pub use read::{ExportFilter, Exports};
pub use write::{insert_export, open_exports, update_export};
