//! Tables that people send: the first sheet of a workbook, or CSV. Bytes in, texts out, within limits that are checked
//! before anything grows.

mod delimited;
mod workbook;

use std::collections::BTreeMap;
use thiserror::Error;

/// As what a table was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    /// CSV: UTF-8 with or without a mark, UTF-16 with one, or else Windows-1252; with semicolons, commas or tabs.
    Csv,
    /// XLSX: its first sheet.
    Xlsx,
}

/// How much is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetLimits {
    /// How many rows below the names of the columns.
    pub rows: usize,
    /// How many columns.
    pub columns: usize,
    /// How many characters in one cell.
    pub cell: usize,
    /// How many bytes all parts of a workbook have when they are unpacked.
    pub unpacked: u64,
}

/// A table of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the columns, trimmed; a column without a name is empty.
    pub columns: Vec<String>,
    /// The rows that hold anything.
    pub rows: Vec<SheetRow>,
}

/// A row of a table, with a cell for every column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number, as a spreadsheet shows it: the names of the columns stand in row 1.
    pub number: u32,
    /// The cells, trimmed: dates as `2024-12-31`, formulas as what they came to.
    pub cells: Vec<String>,
    /// The places of cells that hold an error of the spreadsheet, such as `#REF!`; they are empty.
    pub broken: Vec<usize>,
}

/// Why a table is not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SheetFault {
    /// The bytes are no table of this format.
    #[error("this is no table that can be read")]
    NotATable,
    /// Nothing stands below the names of the columns, or there are none.
    #[error("there are no rows")]
    NoRows,
    /// More rows than are read.
    #[error("there are more than {0} rows")]
    TooManyRows(usize),
    /// More columns than are read.
    #[error("there are more than {0} columns")]
    TooManyColumns(usize),
    /// A cell is longer than allowed.
    #[error("a cell of row {row} has more than {max} characters")]
    CellTooLong {
        /// In which row.
        row: u32,
        /// How many are allowed.
        max: usize,
    },
    /// A row has more cells than there are columns: often a separator in a text without quotes.
    #[error("row {0} has more cells than there are columns")]
    TooManyCells(u32),
    /// The workbook is too large when it is unpacked.
    #[error("the workbook has more than {0} bytes when it is unpacked")]
    TooLarge(u64),
}

impl Sheet {
    /// Reads a table.
    ///
    /// # Errors
    /// When the bytes are no such table, or more than the limits allow.
    pub fn read(bytes: &[u8], format: SheetFormat, limits: &SheetLimits) -> Result<Self, SheetFault> {
        let sheet = match format {
            SheetFormat::Csv => delimited::read(bytes, limits)?,
            SheetFormat::Xlsx => workbook::read(bytes, limits)?,
        };
        if sheet.rows.is_empty() { Err(SheetFault::NoRows) } else { Ok(sheet) }
    }
}

/// Gathers a table row by row, and holds the limits on the way.
struct Gathering<'l> {
    limits: &'l SheetLimits,
    columns: Option<Vec<String>>,
    rows: Vec<SheetRow>,
}

/// A cell as it was found: a text, or an error of the spreadsheet.
type Found = Option<String>;

impl<'l> Gathering<'l> {
    const fn new(limits: &'l SheetLimits) -> Self {
        Self { limits, columns: None, rows: Vec::new() }
    }

    /// Takes a row; the first one that holds anything names the columns.
    fn take(&mut self, number: u32, mut found: BTreeMap<usize, Found>) -> Result<(), SheetFault> {
        found.retain(|_, cell| cell.as_ref().is_none_or(|text| !text.trim().is_empty()));
        let Some(last) = found.last_key_value().map(|(last, _)| *last) else { return Ok(()) };
        if last >= self.limits.columns {
            return Err(SheetFault::TooManyColumns(self.limits.columns));
        }
        let max = self.limits.cell;
        if found.values().flatten().any(|text| text.len() > max && text.chars().count() > max) {
            return Err(SheetFault::CellTooLong { row: number, max });
        }
        let text = |found: &mut BTreeMap<usize, Found>, place: usize| {
            found.remove(&place).flatten().map(|text| text.trim().to_owned()).unwrap_or_default()
        };
        let Some(columns) = &self.columns else {
            self.columns = Some((0..=last).map(|place| text(&mut found, place)).collect());
            return Ok(());
        };
        if last >= columns.len() {
            return Err(SheetFault::TooManyCells(number));
        }
        if self.rows.len() == self.limits.rows {
            return Err(SheetFault::TooManyRows(self.limits.rows));
        }
        let broken = found.iter().filter(|(_, cell)| cell.is_none()).map(|(place, _)| *place).collect();
        let cells = (0..columns.len()).map(|place| text(&mut found, place)).collect();
        self.rows.push(SheetRow { number, cells, broken });
        Ok(())
    }

    fn finish(self) -> Result<Sheet, SheetFault> {
        let columns = self.columns.ok_or(SheetFault::NoRows)?;
        Ok(Sheet { columns, rows: self.rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) const LIMITS: SheetLimits = SheetLimits { rows: 3, columns: 10, cell: 20, unpacked: 1 << 21 };

    fn csv(text: &str) -> Result<Sheet, SheetFault> {
        Sheet::read(text.as_bytes(), SheetFormat::Csv, &LIMITS)
    }

    #[test]
    fn the_limits_are_held() {
        assert_eq!(csv("A\n1\n2\n3\n").map(|sheet| sheet.rows.len()), Ok(3));
        assert_eq!(csv("A\n1\n2\n3\n4\n"), Err(SheetFault::TooManyRows(3)));
        assert_eq!(csv("A;B;C;D;E;F;G;H;I;J;K\n1\n"), Err(SheetFault::TooManyColumns(10)));
        assert_eq!(csv("A\naaaaaaaaaaaaaaaaaaaaa\n"), Err(SheetFault::CellTooLong { row: 2, max: 20 }));
        assert_eq!(csv("A\nöööööööööööööööööööö\n").map(|sheet| sheet.rows.len()), Ok(1));
        assert_eq!(csv("A;B\n1;2;3\n"), Err(SheetFault::TooManyCells(2)));
    }

    #[test]
    fn rows_that_hold_nothing_are_counted_and_left_out() {
        let sheet = csv("A;B\n;\n1\n;;;\n").unwrap();
        assert_eq!(sheet.rows.len(), 1);
        assert_eq!((sheet.rows[0].number, sheet.rows[0].cells.clone()), (3, vec!["1".to_owned(), String::new()]));
        for nothing in ["", "A;B\n", "\n\n", "A\n;\n"] {
            assert_eq!(csv(nothing), Err(SheetFault::NoRows), "{nothing:?}");
        }
    }
}
