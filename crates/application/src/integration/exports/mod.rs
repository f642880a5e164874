//! Bulk exports: any list of the schema, read to its end as who asked for it, and written into a file (ADR 0040).

mod cancel_export;
mod carry_out;
mod expire;
mod exporter;
mod list_exports;
mod open_export;
mod outlet;
mod record;
mod requester;
mod settings;
mod sink;
mod start_export;
mod ticket;

pub use cancel_export::cancel_export;
pub use documents::Cell;
pub use expire::expire_exports;
pub use exporter::Exporter;
pub use list_exports::{count_exports, find_export, list_exports};
pub use open_export::{OpenExport, open_export, viewer_of_export_ticket};
pub use persistence::integration::ExportFilter;
pub use settings::ExportSettings;
pub use start_export::{StartExport, start_export};
pub use ticket::export_path;

use crate::Call;
use domain::access::Actor;
use domain::integration::ExportFormat;
use futures::future::BoxFuture;
use std::sync::Arc;

/// The query whose list is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The document.
    pub document: String,
    /// Which of its operations, where it has several.
    pub operation: Option<String>,
    /// The variables, as JSON.
    pub variables: String,
}

/// What is known of a document that can be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which list: the names of the fields down to it, with points between them.
    pub connection: String,
    /// What stands in a row, in the order of the document.
    pub columns: Vec<String>,
}

/// Which rows are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Those after this cursor; from the start without one.
    pub after: Option<String>,
    /// Only the first of them, to see whether they can be read at all.
    pub one: bool,
    /// Whether all rows of the list are counted too.
    pub count: bool,
    /// In which form they are wanted.
    pub format: ExportFormat,
}

/// Some rows of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Portion {
    /// How many.
    pub count: u64,
    /// The rows.
    pub rows: Rows,
    /// The cursor after which there are more.
    pub next: Option<String>,
    /// How many rows the list has, if it was asked.
    pub total: Option<u64>,
}

/// Rows in the form in which they are written.
#[derive(Clone, Debug, PartialEq)]
pub enum Rows {
    /// Objects of JSON, each on a line of its own.
    Lines(Vec<u8>),
    /// Cells, one for each column.
    Cells(Vec<Vec<Cell>>),
}

/// Why rows cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    /// What kind of reason it is.
    pub kind: NotReadKind,
    /// The reason for programs, for instance `QUERY_TOO_EXPENSIVE`.
    pub fault: String,
    /// The reason for a developer.
    pub reason: String,
}

/// What kind of reason it is that rows cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotReadKind {
    /// The reader may not.
    Denied,
    /// The document is not one that can be exported, or asks for what is not there.
    Refused,
    /// Something does not work at present.
    Fault,
}

/// Looks at a document without carrying it out.
pub type Plan = Arc<dyn Fn(&Actor, &Wanted) -> Result<Planned, NotRead> + Send + Sync>;

/// Carries a document out for some rows, in the name of the call's actor.
pub type Read = Arc<dyn Fn(Call, Wanted, Wish) -> BoxFuture<'static, Result<Portion, NotRead>> + Send + Sync>;

/// Reads lists for exports, under the rules of all other requests.
#[derive(Clone)]
pub struct Reader {
    /// Looks at a document.
    pub plan: Plan,
    /// Reads rows.
    pub read: Read,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reader")
    }
}
