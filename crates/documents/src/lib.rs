//! Documents for people: values in, bytes out.
//!
//! [`Certificate`] and [`Paper`] become PDF by typst (ADR 0015): tagged for screen readers, in German or English, with fonts from the
//! crate `typst-assets` and none of the machine's. The same values give the same bytes, so a hash names a document.
//! [`Table`] becomes CSV as German spreadsheets expect it, or XLSX. What is too long for memory is written row by row, by
//! [`csv_rows`] and [`Sheets`]. [`Sheet`] reads what spreadsheets write.

mod certificate;
mod error;
mod paper;
mod sheets;
mod tables;
mod typeset;

pub use certificate::{Certificate, CertificatePart};
pub use error::DocumentError;
pub use paper::{Block, Paper, PaperLanguage};
pub use sheets::{Sheet, SheetFault, SheetFormat, SheetLimits, SheetRow};
pub use tables::{Cell, Sheets, Table, csv_head, csv_rows};
