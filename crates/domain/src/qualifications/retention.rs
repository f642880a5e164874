//! How long lists with people's names are kept after a session (domain.md 3.3).

use super::reach::ReachPeriod;
use super::registration::RegistrationState;
use crate::shared::{BERLIN, Date, Refusal, RefusalCode, Timestamp, berlin_date};

/// What the operator decides about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// For how many calendar years after that of the session the list is kept of those who attended.
    attendance_years: i16,
}

impl Default for Retention {
    fn default() -> Self {
        Self { attendance_years: Self::FEWEST_YEARS }
    }
}

impl Retention {
    /// For how many months after a session it is known who registered without attending, with what was said and entered on
    /// the way.
    const ENTRY_MONTHS: i64 = 6;
    /// The funder may look at lists of attendance for five years.
    const FEWEST_YEARS: i16 = 5;
    /// Longer than any grant asks for.
    const MOST_YEARS: i16 = 30;

    /// Keeps lists of attendance for so many years. The platform does not know when the grant of a session ends, so years
    /// are counted from the end of the calendar year; who has a grant over several years adds these.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` outside of 5 to 30.
    pub fn new(attendance_years: i16) -> Result<Self, Refusal> {
        let (min, max) = (Self::FEWEST_YEARS, Self::MOST_YEARS);
        if !(min..=max).contains(&attendance_years) {
            return Err(Refusal::new(RefusalCode::OutOfRange).with("min", min).with("max", max));
        }
        Ok(Self { attendance_years })
    }

    /// For how many years lists of attendance are kept.
    pub const fn attendance_years(self) -> i16 {
        self.attendance_years
    }

    /// Of sessions that ended before this instant only those are still known who attended.
    pub fn entries_since(now: Timestamp) -> Timestamp {
        let at = jiff::Timestamp::from_microsecond(now.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let then = at.to_zoned(BERLIN).checked_sub(jiff::Span::new().months(Self::ENTRY_MONTHS));
        then.map_or(now, |then| Timestamp::cut(then.timestamp()))
    }

    /// Of sessions that ended before this instant nobody is known any more: the first of a calendar year.
    pub fn attendance_since(self, now: Timestamp) -> Timestamp {
        calendar_year(berlin_date(now).year() - self.attendance_years).map_or(now, |(first, _)| first)
    }
}

/// The calendar year of an instant in North Rhine-Westphalia: when it begins, and when the next one does. Lists of one year
/// are forgotten together, so that in this year everybody is still counted once.
pub fn year_of(at: Timestamp) -> (Timestamp, Timestamp) {
    calendar_year(berlin_date(at).year()).unwrap_or((at, at))
}

fn calendar_year(year: i16) -> Option<(Timestamp, Timestamp)> {
    let day = |month, day| Date::new(year, month, day).ok();
    let period = ReachPeriod { from: day(1, 1)?, until: day(12, 31)? };
    Some(period.instants())
}

impl RegistrationState {
    /// Whether the registration is kept with the list of attendance: of those who attended, and of those who had a seat
    /// and of whom nothing was recorded.
    pub const fn is_on_the_list(self) -> bool {
        matches!(self, Self::Confirmed | Self::Attended)
    }
}

#[cfg(test)]
mod tests {
    use super::super::registration::tests::at;
    use super::*;

    #[test]
    fn registrations_are_known_for_six_months() {
        let since = |now: &str| Retention::entries_since(at(now)).to_string();
        assert_eq!(since("2020-11-04T15:00:00Z"), "2020-05-04T14:00:00.000000Z", "on the clock of Münster");
        assert_eq!(since("2020-08-31T10:00:00Z"), "2020-02-29T11:00:00.000000Z");
    }

    #[test]
    fn attendance_is_known_for_five_years_after_its_own() {
        let since = |now: &str| Retention::default().attendance_since(at(now)).to_string();
        assert_eq!(since("2025-12-31T22:59:59Z"), "2019-12-31T23:00:00.000000Z");
        assert_eq!(since("2025-12-31T23:00:00Z"), "2020-12-31T23:00:00.000000Z", "a new year in Münster");
        let longer = Retention::new(8).unwrap().attendance_since(at("2028-06-01T10:00:00Z"));
        assert_eq!(longer, at("2019-12-31T23:00:00Z"));
        assert_eq!(Retention::new(4).unwrap_err().code, RefusalCode::OutOfRange);
    }

    #[test]
    fn a_year_begins_at_midnight() {
        let year = year_of(at("2020-12-31T23:30:00Z"));
        assert_eq!(year, (at("2020-12-31T23:00:00Z"), at("2021-12-31T23:00:00Z")));
    }

    #[test]
    fn a_list_without_marks_is_a_list() {
        let kept: Vec<_> = RegistrationState::ALL.iter().filter(|state| state.is_on_the_list()).collect();
        assert_eq!(kept, [&RegistrationState::Confirmed, &RegistrationState::Attended]);
    }
}
