//! Pages of lists, by cursor and never by offset, so that an insert moves nothing.

use super::refusal::{Refusal, RefusalCode};

/// A page as it was asked for, checked: at most 100 rows, forward or backward from a cursor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageRequest {
    /// How many rows.
    pub size: u32,
    /// From the end of the list rather than from its start.
    pub backward: bool,
    /// The opaque cursor of the row just outside the page.
    pub cursor: Option<String>,
}

impl PageRequest {
    /// The most rows that one page holds.
    pub const MOST: u32 = 100;
    /// The rows of a page when nobody says.
    pub const USUAL: u32 = 25;

    /// Reads Relay's four arguments.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for more than 100 rows or fewer than none, `INVALID` when forward and backward are mixed.
    pub fn read(
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Self, Refusal> {
        let backward = last.is_some() || before.is_some();
        if backward && (first.is_some() || after.is_some()) {
            return Err(Refusal::new(RefusalCode::Invalid)
                .at("last")
                .with("reason", "first/after or last/before, not both"));
        }
        let (field, asked, cursor) = if backward { ("last", last, before) } else { ("first", first, after) };
        let size = match asked.map(u32::try_from) {
            None => Self::USUAL,
            Some(Ok(size)) if size <= Self::MOST => size,
            Some(_) => {
                return Err(Refusal::new(RefusalCode::OutOfRange).at(field).with("min", 0).with("max", Self::MOST));
            }
        };
        Ok(Self { size, backward, cursor })
    }

    /// The first `size` rows.
    pub fn first(size: u32) -> Self {
        Self { size, backward: false, cursor: None }
    }
}

/// A part of a list without cursors: for lists that live inside a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slice {
    /// How many rows for each parent.
    pub size: u32,
}

impl Slice {
    /// Reads the `first` argument of a nested list.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for more than 100 rows or fewer than none.
    pub fn read(first: Option<i32>) -> Result<Self, Refusal> {
        PageRequest::read(first, None, None, None).map(|page| Self { size: page.size })
    }
}

/// A page as it was read, in the order of the list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The rows, each with its cursor.
    pub rows: Vec<(String, T)>,
    /// Whether rows follow after the last one.
    pub has_next: bool,
    /// Whether rows stand before the first one.
    pub has_previous: bool,
}

impl<T> Page<T> {
    /// The same page with other rows.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Page<U> {
        Page {
            rows: self.rows.into_iter().map(|(cursor, row)| (cursor, change(row))).collect(),
            has_next: self.has_next,
            has_previous: self.has_previous,
        }
    }

    /// The same page with other rows, unless one of them cannot be changed.
    ///
    /// # Errors
    /// The first of `change`.
    pub fn try_map<U, E>(self, mut change: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let rows = self.rows.into_iter().map(|(cursor, row)| change(row).map(|row| (cursor, row)));
        let rows = rows.collect::<Result<_, _>>()?;
        Ok(Page { rows, has_next: self.has_next, has_previous: self.has_previous })
    }
}
