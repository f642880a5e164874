//! Whom qualifications reach: the figures of the report for the funder (domain.md 5.4, no. 11).

use super::evaluation::{FEWEST_SHOWN, shown_parts};
use crate::shared::{BERLIN, Date, Period, Refusal, RefusalCode, Timestamp};

/// The period of a report: local days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReachPeriod {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

impl ReachPeriod {
    /// The month and day on which a school year begins and ends in North Rhine-Westphalia (`SchulG` § 7).
    const SCHOOL_YEAR: [(i8, i8); 2] = [(8, 1), (7, 31)];

    /// Between two days.
    ///
    /// # Errors
    /// `END_BEFORE_START`, `OUT_OF_RANGE`.
    pub fn between(from: Date, until: Date) -> Result<Self, Refusal> {
        Period::new(from, Some(until))?;
        Ok(Self { from, until })
    }

    /// A school year, spelled like `2024/25`: from 1 August to 31 July.
    ///
    /// # Errors
    /// `INVALID` for another spelling, or when the second year does not follow the first.
    pub fn school_year(text: &str) -> Result<Self, Refusal> {
        let year = |text: &str, length: usize| {
            let digits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<i16>().ok().filter(|_| digits)
        };
        let years = text.split_once('/').and_then(|(first, second)| Some((year(first, 4)?, year(second, 2)?)));
        let invalid = || Refusal::new(RefusalCode::Invalid).with("reason", "a school year is spelled like 2024/25");
        let (first, _) = years.filter(|(first, second)| (first + 1) % 100 == *second).ok_or_else(invalid)?;
        let [begin, end] = Self::SCHOOL_YEAR;
        let day = |year, (month, day)| Date::new(year, month, day).map_err(|_| invalid());
        Self::between(day(first, begin)?, day(first + 1, end)?)
    }

    /// The instants at which it begins, and at which it is over.
    pub fn instants(self) -> (Timestamp, Timestamp) {
        let midnight = |day: Date| {
            let at = day.to_zoned(BERLIN).map(|midnight| Timestamp::cut(midnight.timestamp()));
            at.unwrap_or_else(|_| Timestamp::cut(jiff::Timestamp::MAX))
        };
        (midnight(self.from), self.until.tomorrow().map_or_else(|_| midnight(self.until), midnight))
    }
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReachFigures {
    /// Sessions that took place.
    pub events: i64,
    /// How long they were together, in minutes; not known where sessions are not counted as a whole.
    pub event_minutes: Option<i64>,
    /// Different people who attended at least one of them.
    pub people: i64,
    /// Registrations for them, whatever became of these.
    pub registrations: i64,
    /// Registrations whose people attended.
    pub attendances: i64,
    /// How long these were there together, in minutes.
    pub participant_minutes: i64,
}

/// A line of a breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachRow {
    /// The code or the name of what it is about.
    pub key: String,
    /// What was counted.
    pub figures: ReachFigures,
    /// Whether the figures about people may be shown.
    pub shown: bool,
}

impl ReachFigures {
    /// Together with figures about others.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let minutes = [self.event_minutes, other.event_minutes];
        Self {
            events: self.events + other.events,
            event_minutes: minutes.iter().any(Option::is_some).then(|| minutes.into_iter().flatten().sum()),
            people: self.people + other.people,
            registrations: self.registrations + other.registrations,
            attendances: self.attendances + other.attendances,
            participant_minutes: self.participant_minutes + other.participant_minutes,
        }
    }

    /// Whether the figures about people may stand in a report: they are about nobody, or about five people and more.
    pub fn is_shown(&self) -> bool {
        self.people == 0 || self.people >= i64::from(FEWEST_SHOWN)
    }
}

/// The lines of one breakdown, with those hidden that are about a few people, or that would show a few people when they
/// are taken from the whole. A line about nobody hides nobody.
pub fn protect(rows: impl IntoIterator<Item = (String, ReachFigures)>, whole: &ReachFigures) -> Vec<ReachRow> {
    let rows: Vec<(String, ReachFigures)> = rows.into_iter().collect();
    let people: Vec<u32> = rows.iter().map(|(_, figures)| u32::try_from(figures.people).unwrap_or(u32::MAX)).collect();
    let never = vec![!whole.is_shown(); rows.len()];
    let shown = shown_parts(&people, &never, FEWEST_SHOWN);
    let row = |((key, figures), shown): ((String, ReachFigures), bool)| ReachRow {
        shown: shown || figures.people == 0,
        key,
        figures,
    };
    rows.into_iter().zip(shown).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(people: i64) -> ReachFigures {
        ReachFigures { people, ..ReachFigures::default() }
    }

    #[test]
    fn a_school_year_runs_from_august_to_july() {
        let year = ReachPeriod::school_year("2019/20").unwrap();
        assert_eq!((year.from.to_string(), year.until.to_string()), ("2019-08-01".to_owned(), "2020-07-31".to_owned()));
        let (from, until) = year.instants();
        assert_eq!(from.to_string(), "2019-07-31T22:00:00.000000Z");
        assert_eq!(until.to_string(), "2020-07-31T22:00:00.000000Z");
        assert_eq!(ReachPeriod::school_year("1999/00").unwrap().until.to_string(), "2000-07-31");
        for wrong in ["2019", "2019/2020", "2019/21", "19/20", "+019/20", "2019/+0", "", "9999/00"] {
            assert!(ReachPeriod::school_year(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_belongs_to_it_until_its_midnight() {
        let day = |text: &str| text.parse().unwrap();
        let (from, until) = ReachPeriod::between(day("2020-03-29"), day("2020-03-29")).unwrap().instants();
        assert_eq!(until.as_seconds() - from.as_seconds(), 23 * 3_600, "the day on which the clock goes forward");
        let refused = ReachPeriod::between(day("2020-03-02"), day("2020-03-01")).unwrap_err();
        assert_eq!(refused.code, RefusalCode::EndBeforeStart);
    }

    #[test]
    fn few_people_are_not_told_and_not_by_difference() {
        let shown = |people: &[i64]| {
            let rows = people.iter().map(|people| (String::new(), of(*people)));
            let whole = of(people.iter().sum());
            protect(rows, &whole).into_iter().map(|row| row.shown).collect::<Vec<_>>()
        };
        assert_eq!(shown(&[9, 7, 5]), [true, true, true]);
        assert_eq!(shown(&[9, 7, 2]), [true, false, false]);
        assert_eq!(shown(&[9, 7, 0]), [true, true, true]);
        assert_eq!(shown(&[9, 3, 2]), [true, false, false]);
        assert_eq!(shown(&[3]), [false]);
        assert_eq!(shown(&[0, 0]), [true, true]);
    }
}
