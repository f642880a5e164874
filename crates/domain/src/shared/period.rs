//! Periods of local dates, both ends included.

use super::refusal::{Refusal, RefusalCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The earliest date that any record may carry.
const EARLIEST: Date = Date::constant(1800, 1, 1);
/// The latest date that any record may carry.
const LATEST: Date = Date::constant(2199, 12, 31);

/// From a day until a day, both included; without an end it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
}

impl Period {
    /// A period.
    ///
    /// # Errors
    /// `END_BEFORE_START`, or `OUT_OF_RANGE` for dates outside of 1800 to 2199.
    pub fn new(from: Date, until: Option<Date>) -> Result<Self, Refusal> {
        for (field, day) in [("from", Some(from)), ("until", until)] {
            if day.is_some_and(|day| !(EARLIEST..=LATEST).contains(&day)) {
                return Err(Refusal::new(RefusalCode::OutOfRange).at(field).with("min", EARLIEST).with("max", LATEST));
            }
        }
        if until.is_some_and(|until| until < from) {
            return Err(Refusal::new(RefusalCode::EndBeforeStart).at("until"));
        }
        Ok(Self { from, until })
    }

    /// Whether the day lies inside.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.until.is_none_or(|until| other.from <= until) && other.until.is_none_or(|until| self.from <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, until: Option<&str>) -> Period {
        Period::new(from.parse().unwrap(), until.map(|day| day.parse().unwrap())).unwrap()
    }

    #[test]
    fn both_ends_belong_to_it() {
        let year = period("2020-01-01", Some("2020-12-31"));
        assert!(year.contains("2020-01-01".parse().unwrap()) && year.contains("2020-12-31".parse().unwrap()));
        assert!(year.overlaps(&period("2020-12-31", None)));
        assert!(!year.overlaps(&period("2021-01-01", None)));
    }

    #[test]
    fn an_end_before_the_start_is_refused() {
        let refused = Period::new("2020-02-29".parse().unwrap(), Some("2020-02-28".parse().unwrap()));
        assert_eq!(refused.unwrap_err().code, RefusalCode::EndBeforeStart);
    }
}
