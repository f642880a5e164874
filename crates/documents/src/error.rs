use thiserror::Error;

/// Why a document could not be made. It is never the fault of the values: any text can be set.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// The typesetter refused a template.
    #[error("the typesetter refused: {0}")]
    Typeset(String),
    /// The spreadsheet could not be written.
    #[error("the spreadsheet could not be written: {0}")]
    Spreadsheet(#[from] rust_xlsxwriter::XlsxError),
}
