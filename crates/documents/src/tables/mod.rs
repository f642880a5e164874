//! Tables for spreadsheets.

mod delimited;
mod sheets;
mod workbook;

pub use delimited::{csv_head, csv_rows};
pub use sheets::Sheets;

use jiff::civil::{Date, DateTime};

/// A table with named columns; every row has as many cells as there are columns.
#[derive(Clone, Debug)]
pub struct Table<const N: usize> {
    name: String,
    columns: [&'static str; N],
    rows: Vec<[Cell; N]>,
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, also what only looks like a number: `05334000`.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with two decimals.
    Decimal(f64),
    /// A number with as many decimals as it has.
    Number(f64),
    /// A day.
    Day(Date),
    /// A day and time, as clocks show it in North Rhine-Westphalia.
    Instant(DateTime),
    /// True or false.
    Truth(bool),
    /// Nothing.
    Empty,
}

impl<const N: usize> Table<N> {
    /// An empty table. The name is that of the sheet; a spreadsheet takes at most 31 characters and not all of them, so
    /// the rest is left out.
    pub fn new(name: &str, columns: [&'static str; N]) -> Self {
        Self { name: name.to_owned(), columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, row: [Cell; N]) {
        self.rows.push(row);
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Decimal(number)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}
