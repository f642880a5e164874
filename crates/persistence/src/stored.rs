//! Between rows and values of the domain.

use crate::error::StoreError;
use domain::shared::{Date, Timestamp};
use std::fmt::Display;

/// Reads a stored instant.
pub(crate) fn instant(what: &'static str, micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_micros(micros)
        .ok_or_else(|| StoreError::Corrupt { what, reason: format!("{micros} is not an instant") })
}

/// Reads a stored local date.
pub(crate) fn date(what: &'static str, text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|error| corrupt(what, error))
}

/// Reads a stored local date that may be missing.
pub(crate) fn optional_date(what: &'static str, text: Option<&str>) -> Result<Option<Date>, StoreError> {
    text.map(|text| date(what, text)).transpose()
}

/// A stored value that the domain does not accept.
pub(crate) fn corrupt(what: &'static str, reason: impl Display) -> StoreError {
    StoreError::Corrupt { what, reason: reason.to_string() }
}
