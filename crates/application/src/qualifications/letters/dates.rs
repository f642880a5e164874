//! Instants as people in North Rhine-Westphalia write them.

use domain::shared::{BERLIN, Date, Timestamp};
use jiff::Zoned;

const WEEKDAYS: [&str; 7] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

fn berlin(at: Timestamp) -> Zoned {
    jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(BERLIN)
}

fn name_of(names: &[&'static str], number: i8) -> &'static str {
    usize::try_from(number - 1).ok().and_then(|place| names.get(place)).copied().unwrap_or_default()
}

fn day(at: &Zoned) -> String {
    let weekday = name_of(&WEEKDAYS, at.weekday().to_monday_one_offset());
    format!("{weekday}, {}", date_in_german(at.date()))
}

/// For instance `3. März 2020`.
pub(crate) fn date_in_german(date: Date) -> String {
    format!("{}. {} {}", date.day(), name_of(&MONTHS, date.month()), date.year())
}

/// For instance `3 March 2020`.
pub(crate) fn date_in_english(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

fn time(at: &Zoned) -> String {
    format!("{}:{:02}", at.hour(), at.minute())
}

/// For instance `Dienstag, 3. März 2020, 9:00 Uhr`.
pub(crate) fn in_german(at: Timestamp) -> String {
    let at = berlin(at);
    format!("{}, {} Uhr", day(&at), time(&at))
}

/// For instance `Dienstag, 3. März 2020, 9:00 bis 16:00 Uhr`. Where the clock changes in between, both ends name the
/// offset of their time, so that an hour that exists twice is told apart.
pub(crate) fn span_in_german(start: Timestamp, end: Timestamp) -> String {
    let (from, until) = (berlin(start), berlin(end));
    let changes = from.offset() != until.offset();
    let shown = |at: &Zoned| {
        let zone = if at.offset().seconds() == 7_200 { " (Sommerzeit)" } else { " (Winterzeit)" };
        format!("{}{}", time(at), if changes { zone } else { "" })
    };
    if from.date() == until.date() {
        format!("{}, {} bis {} Uhr", day(&from), shown(&from), shown(&until))
    } else {
        format!("{}, {} Uhr bis {}, {} Uhr", day(&from), shown(&from), day(&until), shown(&until))
    }
}

/// For instance `Tuesday, 3 March 2020, 9:00 (Berlin time)`.
pub(crate) fn in_english(at: Timestamp) -> String {
    format!("{} (Berlin time)", berlin(at).strftime("%A, %-d %B %Y, %-H:%M"))
}

/// For instance `Tuesday, 3 March 2020, 9:00 to 16:00 (Berlin time)`; where the clock changes in between, both ends name
/// their time.
pub(crate) fn span_in_english(start: Timestamp, end: Timestamp) -> String {
    let (from, until) = (berlin(start), berlin(end));
    let time = if from.offset() == until.offset() { "%-H:%M" } else { "%-H:%M %Z" };
    let first = from.strftime(&format!("%A, %-d %B %Y, {time}")).to_string();
    let last = if from.date() == until.date() { time.to_owned() } else { format!("%A, %-d %B %Y, {time}") };
    format!("{first} to {} (Berlin time)", until.strftime(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        assert_eq!(in_german(at("2020-05-22T08:30:00Z")), "Freitag, 22. Mai 2020, 10:30 Uhr");
        let day = span_in_german(at("2020-03-03T08:00:00Z"), at("2020-03-03T15:00:00Z"));
        assert_eq!(day, "Dienstag, 3. März 2020, 9:00 bis 16:00 Uhr");
    }

    #[test]
    fn a_day_is_written_without_its_hour() {
        let date = "2020-03-03".parse().unwrap();
        assert_eq!(
            (date_in_german(date), date_in_english(date)),
            ("3. März 2020".to_owned(), "3 March 2020".to_owned())
        );
    }

    #[test]
    fn dates_are_written_in_english_too() {
        assert_eq!(in_english(at("2020-05-22T08:30:00Z")), "Friday, 22 May 2020, 10:30 (Berlin time)");
        let day = span_in_english(at("2020-03-03T08:00:00Z"), at("2020-03-03T15:00:00Z"));
        assert_eq!(day, "Tuesday, 3 March 2020, 9:00 to 16:00 (Berlin time)");
        let night = span_in_english(at("2020-10-25T02:30:00+02:00"), at("2020-10-25T02:30:00+01:00"));
        assert_eq!(night, "Sunday, 25 October 2020, 2:30 CEST to 2:30 CET (Berlin time)");
    }

    #[test]
    fn an_hour_that_exists_twice_is_told_apart() {
        let night = span_in_german(at("2020-10-25T02:30:00+02:00"), at("2020-10-25T02:30:00+01:00"));
        assert_eq!(night, "Sonntag, 25. Oktober 2020, 2:30 (Sommerzeit) bis 2:30 (Winterzeit) Uhr");
    }
}
