//! XLSX: one sheet, the first row fixed and bold, numbers as numbers, days as days.

use super::{Cell, Table};
use crate::DocumentError;
use crate::typeset::german;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The most characters of a sheet's name.
const LONGEST_NAME: usize = 31;
/// What a sheet's name must not hold.
const NOT_IN_NAMES: [char; 8] = ['[', ']', ':', '*', '?', '/', '\\', '\''];
/// The most characters of a cell.
const LONGEST_CELL: usize = 32_767;
/// The first year that a workbook knows; days before are text.
const FIRST_YEAR: i16 = 1900;

/// How cells look.
pub(super) struct Looks {
    pub(super) bold: Format,
    decimal: Format,
    day: Format,
    instant: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let number = |format: &str| Format::new().set_num_format(format);
        Self {
            bold: Format::new().set_bold(),
            decimal: number("#,##0.00"),
            day: number("dd.mm.yyyy"),
            instant: number("dd.mm.yyyy hh:mm:ss"),
        }
    }
}

impl<const N: usize> Table<N> {
    /// The table as XLSX; the same table gives the same bytes.
    ///
    /// # Errors
    /// When it has more rows or columns than a sheet may have.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, DocumentError> {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(&self.name).set_creation_datetime(&made));
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&self.name))?;
        let looks = Looks::new();
        for (name, column) in self.columns.iter().zip(0..) {
            sheet.write_string_with_format(0, column, *name, &looks.bold)?;
        }
        for (row, number) in self.rows.iter().zip(1..) {
            for (cell, column) in row.iter().zip(0..) {
                write(sheet, (number, column), cell, &looks)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofit();
        Ok(book.save_to_buffer()?)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a workbook knows no numbers but doubles")]
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        // A string is a string here, whatever it begins with: only `write_formula` makes formulas.
        Cell::Text(text) => sheet.write_string(row, column, text.chars().take(LONGEST_CELL).collect::<String>())?,
        Cell::Whole(number) => sheet.write_number(row, column, *number as f64)?,
        Cell::Decimal(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &looks.decimal)?
        }
        Cell::Number(number) if number.is_finite() => sheet.write_number(row, column, *number)?,
        Cell::Day(date) if date.year() < FIRST_YEAR => sheet.write_string(row, column, german(*date))?,
        Cell::Day(date) => sheet.write_datetime_with_format(row, column, date, &looks.day)?,
        Cell::Instant(at) if at.year() < FIRST_YEAR => sheet.write_string(row, column, at.to_string())?,
        Cell::Instant(at) => sheet.write_datetime_with_format(row, column, at, &looks.instant)?,
        Cell::Truth(truth) => sheet.write_boolean(row, column, *truth)?,
        Cell::Decimal(_) | Cell::Number(_) | Cell::Empty => return Ok(()),
    };
    Ok(())
}

pub(super) fn sheet_name(name: &str) -> String {
    let name: String = name.chars().filter(|it| !NOT_IN_NAMES.contains(it)).take(LONGEST_NAME).collect();
    if name.trim().is_empty() { "Tabelle".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_workbook_is_always_the_same_and_takes_any_text() {
        let mut table = Table::new("Reichweite [2020/21]: ein sehr langer Name für ein Blatt", ["Name", "Zahl", "Tag"]);
        table.push(["=1+1".into(), 2.5.into(), date(2020, 5, 22).into()]);
        table.push(["ä".repeat(40_000).into(), f64::NAN.into(), Cell::Empty]);
        let bytes = table.to_xlsx().unwrap();
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, table.to_xlsx().unwrap());
        assert_eq!(sheet_name("[]"), "Tabelle");
    }
}
