//! The cells of a row, read by the mapping; what is wrong with them is gathered with their columns.

use documents::SheetRow;
use domain::integration::imports::{ImportField, Mapping, RowMessage};
use domain::shared::{Date, Refusal, RefusalCode, sort_key};
use std::collections::BTreeMap;

/// What stands between several values in one cell.
const BETWEEN: [char; 2] = ['|', '\n'];

/// The cells of a row.
pub(super) struct Cells<'r> {
    mapping: &'r Mapping,
    places: &'r BTreeMap<ImportField, usize>,
    row: &'r SheetRow,
    messages: Vec<RowMessage>,
}

impl<'r> Cells<'r> {
    pub(super) fn new(mapping: &'r Mapping, places: &'r BTreeMap<ImportField, usize>, row: &'r SheetRow) -> Self {
        let mut cells = Self { mapping, places, row, messages: Vec::new() };
        for (field, place) in places {
            if row.broken.contains(place) {
                let reason = "the cell holds an error of the spreadsheet";
                cells.refuse(Some(*field), &Refusal::new(RefusalCode::Invalid).with("reason", reason));
            }
        }
        cells
    }

    /// What a field says; none when it says nothing.
    pub(super) fn text(&self, field: ImportField) -> Option<&'r str> {
        let text = match self.mapping.columns.get(&field) {
            Some(column) => column.translate(self.row.cells.get(*self.places.get(&field)?)?),
            None => self.mapping.constants.get(&field)?.as_str(),
        };
        let text = text.trim();
        (!text.is_empty()).then_some(text)
    }

    /// What a field says, for a verb that takes a text of its own.
    pub(super) fn owned(&self, field: ImportField) -> Option<String> {
        self.text(field).map(str::to_owned)
    }

    /// The values in a field that may have several.
    pub(super) fn list(&self, field: ImportField) -> Vec<String> {
        let values = self.text(field).into_iter().flat_map(|text| text.split(BETWEEN));
        values.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }

    /// A value of an enum, by its code or its German name.
    pub(super) fn coded<T: Copy + 'static>(&mut self, field: ImportField, known: &Known<T>) -> Option<T> {
        let text = self.text(field)?;
        let found = known.find(text);
        if found.is_none() {
            self.unknown(field, text);
        }
        found
    }

    /// Several values of an enum.
    pub(super) fn coded_list<T: Copy + 'static>(&mut self, field: ImportField, known: &Known<T>) -> Vec<T> {
        let mut found = Vec::new();
        for text in self.list(field) {
            match known.find(&text) {
                Some(value) => found.push(value),
                None => self.unknown(field, &text),
            }
        }
        found
    }

    /// A day, as `2024-12-31` or `31.12.2024`.
    pub(super) fn day(&mut self, field: ImportField) -> Option<Date> {
        let text = self.text(field)?;
        let day = read_day(text);
        if day.is_none() {
            let reason = "a day such as 31.12.2024 is needed";
            self.refuse(Some(field), &Refusal::new(RefusalCode::Invalid).with("reason", reason));
        }
        day
    }

    fn unknown(&mut self, field: ImportField, text: &str) {
        let reason = format!("{text:?} is not known here; translate it in the mapping");
        self.refuse(Some(field), &Refusal::new(RefusalCode::Invalid).with("reason", reason));
    }

    /// Says what is wrong, and in which column.
    pub(super) fn refuse(&mut self, field: Option<ImportField>, refusal: &Refusal) {
        let column = field.and_then(|field| self.mapping.header(field));
        self.messages.push(RowMessage::new(refusal, column));
    }

    /// Whether nothing is wrong so far.
    pub(super) fn are_good(&self) -> bool {
        self.messages.is_empty()
    }

    /// What is wrong.
    pub(super) fn into_messages(self) -> Vec<RowMessage> {
        self.messages
    }
}

/// The values of an enum, with their codes and German names.
pub(super) struct Known<T: 'static> {
    pub(super) all: &'static [T],
    pub(super) code: fn(T) -> &'static str,
    pub(super) german: fn(T) -> &'static str,
}

impl<T: Copy + 'static> Known<T> {
    fn find(&self, text: &str) -> Option<T> {
        let wanted = sort_key(text);
        let named = |value: &T| [(self.code)(*value), (self.german)(*value)].map(sort_key).contains(&wanted);
        self.all.iter().copied().find(named)
    }
}

fn read_day(text: &str) -> Option<Date> {
    if text.len() == 10 && text.as_bytes().get(4) == Some(&b'-') {
        return text.parse().ok();
    }
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || ![day, month, year].into_iter().all(plain) || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_germans_and_machines_write_them() {
        let day = |text| read_day(text).map(|day| day.to_string());
        for text in ["2024-03-01", "01.03.2024", "1.3.2024"] {
            assert_eq!(day(text).as_deref(), Some("2024-03-01"), "{text}");
        }
        for text in ["", "31.02.2024", "1.3.24", "03/01/2024", "1.3.2024.", "+1.3.2024", "2024-13-01", "45352"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
