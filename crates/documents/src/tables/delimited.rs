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

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Decimal(number) => format!("{number:.2}").replace('.', ","),
        Cell::Day(day) => german(*day),
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
    fn no_text_becomes_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"] {
            assert_eq!(written(&Cell::from(text)), format!("'{text}"));
        }
        assert_eq!(written(&Cell::from("1-1")), "1-1");
    }
}
