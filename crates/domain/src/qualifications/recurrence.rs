//! Sessions that come again, such as community calls.

use crate::shared::{BERLIN, Refusal, RefusalCode, Timestamp, coded_enum};
use jiff::civil::DateTime;
use jiff::{Span, Zoned};

coded_enum! {
    /// How often a session comes again, at the same time of the day in North Rhine-Westphalia.
    Recurrence {
        /// Every week.
        Weekly = "WEEKLY", "wöchentlich";
        /// Every second week.
        Fortnightly = "FORTNIGHTLY", "alle zwei Wochen";
        /// On the same day of every month; where there is none, on its last one.
        Monthly = "MONTHLY", "monatlich am selben Tag";
        /// On the same weekday of every month, for instance each first Tuesday; a fifth one is the last one.
        MonthlyByWeekday = "MONTHLY_BY_WEEKDAY", "monatlich am selben Wochentag";
        /// Every year; from 29 February on 28 February where there is none.
        Yearly = "YEARLY", "jährlich";
    }
}

impl Recurrence {
    /// How often a session is repeated at most in one go.
    pub const MOST: u32 = 60;

    /// Checks how often it comes again.
    ///
    /// # Errors
    /// `OUT_OF_RANGE`.
    pub fn check_times(times: u32) -> Result<u32, Refusal> {
        if (1..=Self::MOST).contains(&times) {
            return Ok(times);
        }
        Err(Refusal::new(RefusalCode::OutOfRange).at("times").with("min", 1).with("max", Self::MOST))
    }

    /// An instant, `times` later in this rhythm. An hour that is left out in spring is the one after it.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` beyond the end of the calendar.
    pub fn later(self, at: Timestamp, times: u32) -> Result<Timestamp, Refusal> {
        let beyond = || Refusal::new(RefusalCode::OutOfRange).at("times").with("min", 1).with("max", Self::MOST);
        let at = jiff::Timestamp::from_microsecond(at.as_micros()).map_err(|_| beyond())?.to_zoned(BERLIN);
        let moved = self.moved(&at, i64::from(times)).map_err(|_| beyond())?;
        let moved = moved.to_zoned(BERLIN).map_err(|_| beyond())?;
        Ok(Timestamp::cut(moved.timestamp()))
    }

    fn moved(self, at: &Zoned, times: i64) -> Result<DateTime, jiff::Error> {
        let local = at.datetime();
        match self {
            Self::Weekly => local.checked_add(Span::new().weeks(times)),
            Self::Fortnightly => local.checked_add(Span::new().weeks(2 * times)),
            Self::Monthly => local.checked_add(Span::new().months(times)),
            Self::Yearly => local.checked_add(Span::new().years(times)),
            Self::MonthlyByWeekday => {
                let month = local.date().first_of_month().checked_add(Span::new().months(times))?;
                let nth = (local.day() - 1) / 7 + 1;
                let nth = if nth == 5 { -1 } else { nth };
                Ok(month.nth_weekday_of_month(nth, local.weekday())?.to_datetime(local.time()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later(rhythm: Recurrence, at: &str, times: u32) -> String {
        rhythm.later(Timestamp::parse(at).unwrap(), times).unwrap().to_string()
    }

    #[test]
    fn the_time_of_the_day_stays_when_the_clock_changes() {
        assert_eq!(later(Recurrence::Weekly, "2020-03-24T08:00:00Z", 1), "2020-03-31T07:00:00.000000Z");
        assert_eq!(later(Recurrence::Fortnightly, "2020-10-20T07:00:00Z", 1), "2020-11-03T08:00:00.000000Z");
    }

    #[test]
    fn an_hour_that_is_left_out_is_the_one_after_it() {
        assert_eq!(later(Recurrence::Weekly, "2020-03-22T01:30:00Z", 1), "2020-03-29T01:30:00.000000Z");
    }

    #[test]
    fn a_day_that_a_month_does_not_have_is_its_last() {
        assert_eq!(later(Recurrence::Monthly, "2020-01-31T08:00:00Z", 1), "2020-02-29T08:00:00.000000Z");
        assert_eq!(later(Recurrence::Monthly, "2020-01-31T08:00:00Z", 2), "2020-03-31T07:00:00.000000Z");
        assert_eq!(later(Recurrence::Yearly, "2020-02-29T08:00:00Z", 1), "2021-02-28T08:00:00.000000Z");
        assert_eq!(later(Recurrence::Yearly, "2020-02-29T08:00:00Z", 4), "2024-02-29T08:00:00.000000Z");
    }

    #[test]
    fn the_first_tuesday_stays_the_first_tuesday() {
        assert_eq!(later(Recurrence::MonthlyByWeekday, "2020-03-03T09:00:00Z", 1), "2020-04-07T08:00:00.000000Z");
        assert_eq!(later(Recurrence::MonthlyByWeekday, "2020-03-31T09:00:00Z", 1), "2020-04-28T09:00:00.000000Z");
    }

    #[test]
    fn there_is_an_end_to_it() {
        assert!(Recurrence::check_times(60).is_ok());
        assert_eq!(Recurrence::check_times(0).unwrap_err().code, RefusalCode::OutOfRange);
        assert_eq!(Recurrence::check_times(61).unwrap_err().code, RefusalCode::OutOfRange);
    }
}
