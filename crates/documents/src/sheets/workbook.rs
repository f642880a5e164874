//! XLSX. What it unpacks to is measured before anything is read, and cells are read one by one: a sheet may claim to be
//! a million rows high.

use super::{Found, Gathering, Sheet, SheetFault, SheetLimits};
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, copy, sink};
use zip::ZipArchive;

/// How many parts a workbook has at most.
const MOST_PARTS: usize = 1_000;

pub(super) fn read(bytes: &[u8], limits: &SheetLimits) -> Result<Sheet, SheetFault> {
    measure(bytes, limits.unpacked)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| SheetFault::NotATable)?;
    let name = book.sheet_names().first().cloned().ok_or(SheetFault::NoRows)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| SheetFault::NotATable)?;
    let mut gathering = Gathering::new(limits);
    let (mut at, mut row) = (0, BTreeMap::new());
    while let Some(cell) = cells.next_cell().map_err(|_| SheetFault::NotATable)? {
        let (number, place) = cell.get_position();
        if number != at {
            gathering.take(at + 1, std::mem::take(&mut row))?;
            if number < at {
                // The rows of a sheet stand in their order.
                return Err(SheetFault::NotATable);
            }
            at = number;
        }
        row.insert(place as usize, found(cell.get_value()));
    }
    gathering.take(at + 1, row)?;
    gathering.finish()
}

/// Unpacks all parts and keeps none: what their heads say about their sizes may be a lie.
fn measure(bytes: &[u8], most: u64) -> Result<(), SheetFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetFault::NotATable)?;
    if archive.len() > MOST_PARTS {
        return Err(SheetFault::NotATable);
    }
    let mut unpacked = 0;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| SheetFault::NotATable)?;
        unpacked += copy(&mut part.take(most - unpacked + 1), &mut sink()).map_err(|_| SheetFault::NotATable)?;
        if unpacked > most {
            return Err(SheetFault::TooLarge(most));
        }
    }
    Ok(())
}

fn found(cell: &DataRef<'_>) -> Found {
    Some(match cell {
        DataRef::Error(_) => return None,
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => plain(*number),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) => written(at),
        // Written by other programs than Excel: the day stands before the time.
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
    })
}

/// A number as people type it: `42853` and not `42853.0`.
fn plain(number: f64) -> String {
    number.to_string()
}

fn written(at: &ExcelDateTime) -> String {
    if !at.is_datetime() {
        return plain(at.as_f64());
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::LIMITS;
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime as Day, Format, Formula, Workbook};
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn book(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
        let mut book = Workbook::new();
        fill(book.add_worksheet());
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn cells_become_what_people_would_type() {
        let bytes = book(|sheet| {
            for (name, column) in ["Text", "Zahl", "Tag", "Formel", "Fehler", "Komma"].into_iter().zip(0..) {
                sheet.write(0, column, name).unwrap();
            }
            sheet.write(2, 0, "=1+1").unwrap();
            sheet.write(2, 1, 42_853).unwrap();
            let day = Format::new().set_num_format("dd.mm.yyyy");
            sheet.write_with_format(2, 2, Day::from_ymd(2024, 12, 31).unwrap(), &day).unwrap();
            sheet.write_formula(2, 3, Formula::new("=\"A\"&\"B\"").set_result("AB")).unwrap();
            sheet.write_formula(2, 4, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
            sheet.write(2, 5, 1.5).unwrap();
        });
        let sheet = read(&bytes, &LIMITS).unwrap();
        assert_eq!(sheet.columns, ["Text", "Zahl", "Tag", "Formel", "Fehler", "Komma"]);
        let row = &sheet.rows[0];
        assert_eq!((row.number, &row.cells[..4]), (3, &["=1+1", "42853", "2024-12-31", "AB"].map(str::to_owned)[..]));
        assert_eq!(row.cells[5], "1.5");
    }

    #[test]
    fn a_cell_far_away_makes_nothing_grow() {
        let bytes = book(|sheet| {
            sheet.write(0, 0, "Name").unwrap();
            sheet.write(1_048_575, 0, "Alex").unwrap();
        });
        assert_eq!(read(&bytes, &LIMITS).unwrap().rows[0].number, 1_048_576);
        let bytes = book(|sheet| {
            sheet.write(0, 16_383, "Name").unwrap();
        });
        assert_eq!(read(&bytes, &LIMITS), Err(SheetFault::TooManyColumns(LIMITS.columns)));
    }

    #[test]
    fn what_unpacks_to_too_much_is_not_unpacked() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
        let part = vec![b' '; 1 << 20];
        for _ in 0..4 {
            archive.write_all(&part).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 100_000);
        assert_eq!(read(&bytes, &LIMITS), Err(SheetFault::TooLarge(LIMITS.unpacked)));
        assert_eq!(read(b"PK\x03\x04 nonsense", &LIMITS), Err(SheetFault::NotATable));
    }
}
