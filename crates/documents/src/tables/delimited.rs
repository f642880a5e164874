//! CSV as German spreadsheets open it by a double click: semicolons, a mark of UTF-8, CRLF, decimal comma.

use super::{Cell, Table};
use crate::typeset::german;
use csv::{Terminator, WriterBuilder};

/// Says that the file is UTF-8; without it Excel takes the code page of the machine.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl<const N: usize> Table<N> {
    /// The table as CSV.
    ///
    /// # Panics
    /// Never: memory takes everything, and all rows have the same length.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(MARK.to_vec());
        writer.write_record(self.columns).expect("memory takes everything");
        for row in &self.rows {
            writer
                .write_record(row.iter().map(written))
                .expect("memory takes everything, and all rows are equally long");
        }
        writer.into_inner().expect("memory takes everything")
    }
}

/// The beginning of a CSV file whose rows follow one after the other: the mark of UTF-8 and the names of the columns.
///
/// # Panics
/// Never: memory takes everything.
pub fn csv_head(columns: &[String]) -> Vec<u8> {
    lines(MARK.to_vec(), std::iter::once(columns.iter().map(|name| harmless(name)).collect()))
}

/// Rows of a CSV file after its beginning; all of them have as many cells as there are columns.
///
/// # Panics
/// When they do not.
pub fn csv_rows(rows: &[Vec<Cell>]) -> Vec<u8> {
    lines(Vec::new(), rows.iter().map(|row| row.iter().map(written).collect()))
}

fn lines(start: Vec<u8>, rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(start);
    for row in rows {
        writer.write_record(row).expect("memory takes everything, and all rows are equally long");
    }
    writer.into_inner().expect("memory takes everything")
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Decimal(number) => format!("{number:.2}").replace('.', ","),
        Cell::Number(number) => number.to_string().replace('.', ","),
        Cell::Day(day) => german(*day),
        Cell::Instant(at) => {
            format!("{} {:02}:{:02}:{:02}", german(at.date()), at.hour(), at.minute(), at.second())
        }
        Cell::Truth(true) => "WAHR".to_owned(),
        Cell::Truth(false) => "FALSCH".to_owned(),
        Cell::Empty => String::new(),
    }
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn german_spreadsheets_read_it() {
        let mut table = Table::new("Probe", ["Name", "Zahl", "Stunden", "Tag"]);
        table.push(["Größe; \"klein\"".into(), (-5).into(), (-1234.5).into(), date(2020, 2, 29).into()]);
        table.push([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
        let text = String::from_utf8(table.to_csv()).unwrap();
        let lines = "\u{feff}Name;Zahl;Stunden;Tag\r\n\"Größe; \"\"klein\"\"\";-5;-1234,50;29.02.2020\r\n;;;\r\n";
        assert_eq!(text, lines);
    }

    #[test]
    fn rows_come_one_after_the_other() {
        let head = csv_head(&["name".to_owned(), "=at".to_owned()]);
        let rows = csv_rows(&[
            vec!["=1+1".into(), Cell::Instant(date(2020, 3, 3).at(9, 5, 0, 0))],
            vec![Cell::Number(-0.125), Cell::Truth(true)],
            vec![Cell::Truth(false), Cell::Empty],
        ]);
        let text = String::from_utf8([head, rows].concat()).unwrap();
        assert_eq!(text, "\u{feff}name;'=at\r\n'=1+1;03.03.2020 09:05:00\r\n-0,125;WAHR\r\nFALSCH;\r\n");
        assert_eq!(csv_rows(&[vec![Cell::Empty]]), b"\"\"\r\n", "an empty line would be no row");
    }

    #[test]
    fn no_text_becomes_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(written(&Cell::from(text)), format!("'{text}"));
        }
        assert_eq!(written(&Cell::from("1-1")), "1-1");
    }
}
