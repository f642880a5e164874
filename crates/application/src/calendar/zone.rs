//! Instants as iCalendar writes them, and the time zone that they refer to.

use domain::shared::{BERLIN, Timestamp};
use icalendar::Property;
use jiff::Zoned;
use jiff::tz::AmbiguousOffset;

/// The zone of local times.
const ZONE: &str = "Europe/Berlin";

/// What the zone is, since 1996: no session is earlier (VTIMEZONE). The library would stamp it as if it were an entry, so
/// it stands here as text.
pub(super) const DEFINITION: &str = "BEGIN:VTIMEZONE\r\n\
    TZID:Europe/Berlin\r\n\
    BEGIN:DAYLIGHT\r\n\
    DTSTART:19960331T020000\r\n\
    TZOFFSETFROM:+0100\r\n\
    TZOFFSETTO:+0200\r\n\
    TZNAME:CEST\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
    END:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\n\
    DTSTART:19961027T030000\r\n\
    TZOFFSETFROM:+0200\r\n\
    TZOFFSETTO:+0100\r\n\
    TZNAME:CET\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
    END:STANDARD\r\n\
    END:VTIMEZONE\r\n";

fn instant(at: Timestamp) -> jiff::Timestamp {
    jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

/// An instant in UTC.
pub(super) fn utc(at: Timestamp) -> String {
    instant(at).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Beginning and end, both in local time of the zone. An hour that exists twice cannot be told in local time, which always
/// means the first of the two: then both are in UTC.
pub(super) fn span(start: Timestamp, end: Timestamp) -> [Property; 2] {
    let both = [("DTSTART", start), ("DTEND", end)];
    let zoned = both.map(|(_, at)| instant(at).to_zoned(BERLIN));
    if zoned.iter().any(exists_twice) {
        return both.map(|(name, at)| Property::new(name, utc(at)));
    }
    let [from, until] = zoned.map(|at| at.strftime("%Y%m%dT%H%M%S").to_string());
    [("DTSTART", from), ("DTEND", until)].map(|(name, at)| Property::new(name, at).add_parameter("TZID", ZONE).done())
}

fn exists_twice(at: &Zoned) -> bool {
    matches!(BERLIN.to_ambiguous_timestamp(at.datetime()).offset(), AmbiguousOffset::Fold { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn written(start: &str, end: &str) -> [String; 2] {
        span(at(start), at(end)).map(|property| {
            let zone = property.params().get("TZID").map_or("", |zone| zone.value());
            format!("{zone} {}", property.value())
        })
    }

    #[test]
    fn local_times_follow_the_clock_of_the_day() {
        let winter = written("2020-03-03T08:00:00Z", "2020-03-03T15:00:00Z");
        assert_eq!(winter, ["Europe/Berlin 20200303T090000", "Europe/Berlin 20200303T160000"]);
        let summer = written("2020-06-22T07:00:00Z", "2020-06-22T14:00:00Z");
        assert_eq!(summer, ["Europe/Berlin 20200622T090000", "Europe/Berlin 20200622T160000"]);
        let spring = written("2020-03-29T00:30:00Z", "2020-03-29T01:30:00Z");
        assert_eq!(spring, ["Europe/Berlin 20200329T013000", "Europe/Berlin 20200329T033000"]);
    }

    #[test]
    fn an_hour_that_exists_twice_is_told_in_utc() {
        assert_eq!(written("2020-10-25T00:30:00Z", "2020-10-25T01:30:00Z"), [" 20201025T003000Z", " 20201025T013000Z"]);
        assert_eq!(written("2020-10-25T01:30:00Z", "2020-10-25T02:30:00Z"), [" 20201025T013000Z", " 20201025T023000Z"]);
    }
}
