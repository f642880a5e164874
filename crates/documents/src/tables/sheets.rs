//! XLSX row by row: the rows go into a temporary file, so that a million of them need no more memory than one.

use super::Cell;
use super::workbook::{Looks, sheet_name, write};
use crate::DocumentError;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::io::Write;

/// How many rows a sheet has at most, with the names of the columns.
const MOST_ROWS: u32 = 1_048_576;
/// How many characters of a name are left for the number of a further sheet.
const NAME: usize = 26;

/// A workbook that is written row by row. What does not fit into one sheet goes on in the next.
pub struct Sheets {
    book: Workbook,
    name: String,
    columns: Vec<String>,
    looks: Looks,
    most: u32,
    begun: usize,
    row: u32,
}

impl Sheets {
    /// An empty one with these columns, which says that it was made on that day. The name is that of the first sheet.
    ///
    /// # Errors
    /// When there is no room for temporary files, or there are more columns than a sheet may have.
    pub fn new(name: &str, columns: Vec<String>, made: Date) -> Result<Self, DocumentError> {
        Self::with(name, columns, made, MOST_ROWS)
    }

    fn with(name: &str, columns: Vec<String>, made: Date, most: u32) -> Result<Self, DocumentError> {
        let mut book = Workbook::new();
        let day = |part: i8| part.unsigned_abs();
        let year = u16::try_from(made.year()).unwrap_or_default();
        let made = ExcelDateTime::from_ymd(year, day(made.month()), day(made.day()))?;
        book.set_properties(&DocProperties::new().set_title(name).set_creation_datetime(&made));
        let name = name.chars().take(NAME).collect();
        let mut made = Self { book, name, columns, looks: Looks::new(), most, begun: 0, row: 0 };
        made.turn()?;
        Ok(made)
    }

    /// Adds a row, which has a cell for each column.
    ///
    /// # Errors
    /// When there is no room for temporary files.
    pub fn push(&mut self, row: &[Cell]) -> Result<(), DocumentError> {
        if self.row == self.most {
            self.turn()?;
        }
        let sheet = self.book.worksheet_from_index(self.begun - 1)?;
        for (cell, column) in row.iter().zip(0..) {
            write(sheet, (self.row, column), cell, &self.looks)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes the workbook, from its beginning to its end.
    ///
    /// # Errors
    /// When `to` does not take it.
    pub fn save(mut self, to: impl Write + Send) -> Result<(), DocumentError> {
        Ok(self.book.save_to_writer(to)?)
    }

    /// Begins a further sheet.
    fn turn(&mut self) -> Result<(), DocumentError> {
        self.begun += 1;
        let name = if self.begun == 1 { self.name.clone() } else { format!("{} {}", self.name, self.begun) };
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(sheet_name(&name))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, number) in self.columns.iter().zip(0_usize..) {
            let number = u16::try_from(number).map_err(|_| XlsxError::RowColumnLimitError)?;
            sheet.write_string_with_format(0, number, column, &self.looks.bold)?;
        }
        self.row = 1;
        Ok(())
    }
}

impl std::fmt::Debug for Sheets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheets").field("name", &self.name).field("begun", &self.begun).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_does_not_fit_goes_on_in_the_next_sheet() {
        let mut sheets = Sheets::with("people", vec!["name".to_owned()], date(2020, 3, 3), 3).unwrap();
        for number in 0..5 {
            sheets.push(&[Cell::Whole(number)]).unwrap();
        }
        assert_eq!((sheets.begun, sheets.row), (3, 2));
        let mut bytes = Vec::new();
        sheets.save(&mut bytes).unwrap();
        assert!(bytes.starts_with(b"PK"));
    }

    #[test]
    fn any_cell_can_be_written() {
        let mut sheets = Sheets::new("[]", vec![String::new()], date(2020, 3, 3)).unwrap();
        for cell in [
            Cell::from("ä".repeat(40_000)),
            Cell::Number(f64::NAN),
            Cell::Day(date(1800, 1, 1)),
            Cell::Instant(date(1800, 1, 1).at(0, 0, 0, 0)),
            Cell::Truth(true),
            Cell::Empty,
        ] {
            sheets.push(&[cell]).unwrap();
        }
        sheets.save(Vec::new()).unwrap();
    }
}
