//! Documents for people: values in, bytes out.
//!
//! [`Certificate`] and [`Paper`] become PDF by typst (ADR 0015): tagged for screen readers, in German or English, with fonts from the
//! crate `typst-assets` and none of the machine's. The same values give the same bytes, so a hash names a document.
//! [`Table`] becomes CSV as German spreadsheets expect it, or XLSX; [`Sheet`] reads what they write.

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
pub use tables::{Cell, Table};
