//! As what tables are taken away.

use application::qualifications as verbs;
use async_graphql::Enum;

/// As what a table is taken away (German: Dateiformat).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub(crate) enum TableFormat {
    /// CSV as German spreadsheets open it: UTF-8 with a mark, semicolons, decimal commas.
    Csv,
    /// XLSX.
    Xlsx,
}

impl TableFormat {
    /// Both of them.
    pub(crate) const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// The end of the name of such a file.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The name in the schema.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
        }
    }

    /// The media type of such a file.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl From<TableFormat> for verbs::TableFormat {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Csv => Self::Csv,
            TableFormat::Xlsx => Self::Xlsx,
        }
    }
}
