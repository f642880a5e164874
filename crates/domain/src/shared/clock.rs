//! Time is passed in: nobody reads the clock of the machine but [`Clock`]'s one real implementation.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

/// The zone in which the platform shows instants and decides what "today" is.
pub const BERLIN: TimeZone = jiff::tz::get!("Europe/Berlin");

/// An instant in UTC, cut to microseconds, so that it is the same before and after it was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// An instant from microseconds since 1970-01-01T00:00:00Z; `None` outside of the years -9999 to 9999.
    pub fn from_micros(micros: i64) -> Option<Self> {
        jiff::Timestamp::from_microsecond(micros).ok().map(|at| Self(at.as_microsecond()))
    }

    /// Cuts a precise instant to microseconds.
    pub fn cut(at: jiff::Timestamp) -> Self {
        Self(at.as_microsecond())
    }

    /// This instant `seconds` later (earlier when negative); stays at the end of time rather than overflowing.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Reads RFC 3339, for instance `2020-03-03T08:00:00Z`.
    ///
    /// # Errors
    /// When the text is not an instant with an offset.
    pub fn parse(text: &str) -> Result<Self, jiff::Error> {
        text.parse::<jiff::Timestamp>().map(Self::cut)
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC, always with six digits of a second, so that text order is time order.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(at) => write!(f, "{at:.6}"),
            Err(_) => f.write_str("-"),
        }
    }
}

/// What clocks in North Rhine-Westphalia show at an instant.
pub fn berlin_time(at: Timestamp) -> jiff::civil::DateTime {
    jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(BERLIN).datetime()
}

/// The local date in North Rhine-Westphalia at an instant.
pub fn berlin_date(at: Timestamp) -> Date {
    jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(BERLIN).date()
}

/// Where the present instant comes from.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;

    /// The present local date in North Rhine-Westphalia.
    fn today(&self) -> Date {
        berlin_date(self.now())
    }
}

/// A clock that stands still until it is moved: for tests and for made-up worlds with a fixed date.
#[derive(Debug)]
pub struct FrozenClock(AtomicI64);

impl FrozenClock {
    /// Stands at `at`.
    pub fn at(at: Timestamp) -> Self {
        Self(AtomicI64::new(at.0))
    }

    /// Moves on by `seconds`.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for FrozenClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_follows_berlin_and_not_utc() {
        let late = Timestamp::parse("2020-05-21T22:30:00Z").unwrap();
        assert_eq!(berlin_date(late).to_string(), "2020-05-22");
    }

    #[test]
    fn an_instant_shows_six_digits() {
        assert_eq!(Timestamp::parse("2020-03-03T09:00:00+01:00").unwrap().to_string(), "2020-03-03T08:00:00.000000Z");
    }
}
