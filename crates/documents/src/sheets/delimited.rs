//! CSV, in the encodings and with the separators that spreadsheets write.

use super::{Gathering, Sheet, SheetFault, SheetLimits};
use csv::ReaderBuilder;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// What separates cells, the usual one in Germany first.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

pub(super) fn read(bytes: &[u8], limits: &SheetLimits) -> Result<Sheet, SheetFault> {
    let text = decode(bytes);
    if text.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t')) {
        return Err(SheetFault::NotATable);
    }
    let mut reader =
        ReaderBuilder::new().delimiter(separator(&text)).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut gathering = Gathering::new(limits);
    for (record, number) in reader.records().zip(1..) {
        let record = record.map_err(|_| SheetFault::NotATable)?;
        gathering.take(number, record.iter().map(|cell| Some(cell.to_owned())).enumerate().collect())?;
    }
    gathering.finish()
}

/// The text: a mark says its encoding; without one it is UTF-8 where it can be, and else what old spreadsheets write.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The separator that stands most often in the first line that says something, outside of quotes.
fn separator(text: &str) -> u8 {
    let (mut counts, mut quoted, mut said) = ([0_usize; SEPARATORS.len()], false, false);
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && said => break,
            _ if quoted => {}
            _ => {
                if let Some(place) = SEPARATORS.iter().position(|separator| *separator == byte) {
                    counts[place] += 1;
                }
            }
        }
        said |= !byte.is_ascii_whitespace();
    }
    // Of equals the last one would win: they are looked at from behind.
    let best = (0..SEPARATORS.len()).rev().max_by_key(|place| counts[*place]).unwrap_or_default();
    SEPARATORS[best]
}

#[cfg(test)]
mod tests {
    use super::super::tests::LIMITS;
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let sheet = read(bytes, &LIMITS).unwrap();
        std::iter::once(sheet.columns).chain(sheet.rows.into_iter().map(|row| row.cells)).collect()
    }

    #[test]
    fn every_usual_encoding_and_separator_is_read() {
        let expected = [["Name", "Ort"], ["Müller", "Köln"]];
        let text = "Name;Ort\r\nMüller;Köln\r\n";
        assert_eq!(rows(text.as_bytes()), expected);
        assert_eq!(rows(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(rows(&WINDOWS_1252.encode(text).0), expected);
        assert_eq!(rows(text.replace(';', ",").as_bytes()), expected);
        assert_eq!(rows(text.replace(';', "\t").as_bytes()), expected);
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(rows(&utf16), expected);
    }

    #[test]
    fn quotes_hold_separators_and_line_breaks() {
        let read = rows(b"\"Name; lang\";Ort\n\"a;b\nc \"\"d\"\"\";x\n");
        assert_eq!(read, [["Name; lang", "Ort"], ["a;b\nc \"d\"", "x"]]);
    }

    #[test]
    fn one_column_needs_no_separator() {
        assert_eq!(rows(b"Name\nAlex\n"), [["Name"], ["Alex"]]);
    }

    #[test]
    fn bytes_that_are_no_text_are_no_table() {
        assert_eq!(read(b"\x00\x01\x02;x\n", &LIMITS), Err(SheetFault::NotATable));
    }
}
