//! Tables as files.

use crate::Error;
use documents::Table;

/// As what a table is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// CSV as German spreadsheets open it.
    Csv,
    /// XLSX.
    Xlsx,
}

impl TableFormat {
    /// The bytes of the file.
    ///
    /// # Errors
    /// When the table has more rows than a sheet.
    pub(crate) async fn write<const N: usize>(self, table: Table<N>) -> Result<Vec<u8>, Error> {
        let write = move || match self {
            Self::Csv => Ok(table.to_csv()),
            Self::Xlsx => table.to_xlsx(),
        };
        tokio::task::spawn_blocking(write).await.map_err(Error::unexpected)?.map_err(Error::unexpected)
    }
}
