//! The layout of a line: 220 characters, each field at its place.
//!
//! The published crates for fixed widths cut by bytes, and in UTF-8 the names have letters of two bytes, so the
//! fields are cut here. Places are counted in characters from 0, as in the description of GV100AD.

use super::problem::Problem;
use crate::shared::{Date, Period};
use std::ops::Range;

/// How many characters a line has.
const WIDTH: usize = 220;

const RECORD_TYPE: Range<usize> = 0..2;
const STATUS_DATE: Range<usize> = 2..10;
const KEY: Range<usize> = 10..18;
const ASSOCIATION: Range<usize> = 18..22;
const NAME: Range<usize> = 22..72;
const SEAT: Range<usize> = 72..122;
const TYPE_CODE: Range<usize> = 122..124;
const AREA: Range<usize> = 128..139;
const POPULATION: Range<usize> = 139..150;

/// More than any municipality of Germany has of either: a longer number is a slip of columns.
const MOST: u32 = 10_000_000;

/// A line, cut into characters.
pub(super) struct Line<'t> {
    text: &'t str,
    /// Where each character starts, and the end.
    starts: Vec<usize>,
}

impl<'t> Line<'t> {
    pub(super) fn cut(text: &'t str) -> Result<Self, Problem> {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        if starts.len() == WIDTH + 1 { Ok(Self { text, starts }) } else { Err(Problem::Length(starts.len() - 1)) }
    }

    fn field(&self, place: Range<usize>) -> &'t str {
        self.text[self.starts[place.start]..self.starts[place.end]].trim()
    }

    pub(super) fn record_type(&self) -> &'t str {
        self.field(RECORD_TYPE)
    }

    pub(super) fn status_date(&self) -> Result<Date, Problem> {
        let text = self.field(STATUS_DATE);
        let read = || {
            let digits = text.len() == 8 && text.bytes().all(|sign| sign.is_ascii_digit());
            let (year, month, day) = digits.then(|| (&text[..4], &text[4..6], &text[6..]))?;
            let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
            // What begins on this day has to be a period that a record may carry.
            Period::new(date, None).ok().map(|period| period.from)
        };
        read().ok_or_else(|| Problem::StatusDate(text.to_owned()))
    }

    /// The key: its first `count` digits, and blanks after them.
    pub(super) fn key(&self, count: usize) -> Result<&'t str, Problem> {
        digits("Schlüssel", "key", self.field(KEY), count)
    }

    /// The digits of the association of municipalities within the regional key.
    pub(super) fn association(&self) -> Result<&'t str, Problem> {
        digits("Verbandsschlüssel", "key of the association", self.field(ASSOCIATION), 4)
    }

    pub(super) fn name(&self) -> &'t str {
        self.field(NAME)
    }

    pub(super) fn seat(&self) -> &'t str {
        self.field(SEAT)
    }

    /// The type code (Textkennzeichen), if it is one of these.
    pub(super) fn type_code(&self, known: &[&'static str]) -> Result<&'static str, Problem> {
        let found = self.field(TYPE_CODE);
        known.iter().copied().find(|code| *code == found).ok_or_else(|| Problem::TypeCode(found.to_owned()))
    }

    /// The area in hectares.
    pub(super) fn area(&self) -> Result<u32, Problem> {
        number("Fläche in Hektar", "area in hectares", self.field(AREA))
    }

    pub(super) fn population(&self) -> Result<u32, Problem> {
        number("Bevölkerung", "population", self.field(POPULATION))
    }
}

fn digits<'t>(german: &'static str, english: &'static str, found: &'t str, count: usize) -> Result<&'t str, Problem> {
    if found.len() == count && found.bytes().all(|sign| sign.is_ascii_digit()) {
        Ok(found)
    } else {
        Err(Problem::Digits { german, english, count, found: found.to_owned() })
    }
}

fn number(german: &'static str, english: &'static str, found: &str) -> Result<u32, Problem> {
    // `u32` would also read a sign.
    let digits = found.bytes().all(|sign| sign.is_ascii_digit());
    found.parse().ok().filter(|number| digits && *number <= MOST).ok_or_else(|| Problem::Number {
        german,
        english,
        most: MOST,
        found: found.to_owned(),
    })
}
