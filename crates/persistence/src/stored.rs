//! Between rows and values of the domain.

use crate::error::StoreError;
use domain::shared::{Date, Period, Refusal, Timestamp};
use sea_orm::{ColumnTrait, Condition};
use std::fmt::Display;
use std::str::FromStr;

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

/// Reads a stored period of local dates.
pub(crate) fn period(what: &'static str, from: &str, until: Option<&str>) -> Result<Period, StoreError> {
    Ok(Period { from: date(what, from)?, until: optional_date(what, until)? })
}

/// Reads a stored code.
pub(crate) fn code<T: FromStr<Err: Display>>(what: &'static str, code: &str) -> Result<T, StoreError> {
    code.parse().map_err(|error| corrupt(what, error))
}

/// Reads a stored text that the domain checks.
pub(crate) fn checked<T>(what: &'static str, read: Result<T, Refusal>) -> Result<T, StoreError> {
    read.map_err(|refusal| corrupt(what, refusal.code))
}

/// The rows whose period, in the columns `from` and `until`, contains the day.
pub(crate) fn on_day<C: ColumnTrait>(from: C, until: C, day: Date) -> Condition {
    let day = day.to_string();
    Condition::all().add(from.lte(day.as_str())).add(Condition::any().add(until.is_null()).add(until.gte(day.as_str())))
}

/// A stored value that the domain does not accept.
pub(crate) fn corrupt(what: &'static str, reason: impl Display) -> StoreError {
    StoreError::Corrupt { what, reason: reason.to_string() }
}
