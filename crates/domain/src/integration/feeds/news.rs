//! What is news: what changed between what was published and what is public now.

use super::content::{FeedContent, FeedSession, FeedStatus};
use crate::shared::coded_enum;

coded_enum! {
    /// What happened to something that everybody may read.
    FeedNews {
        /// It was published.
        Published = "PUBLISHED", "Neu";
        /// Something about it changed.
        Changed = "CHANGED", "Geändert";
        /// It takes place at another time.
        Moved = "MOVED", "Neuer Termin";
        /// It takes place in another format.
        FormatChanged = "FORMAT_CHANGED", "Anderes Format";
        /// It is put off, and has no new date yet.
        Postponed = "POSTPONED", "Verschoben";
        /// It does not take place.
        Cancelled = "CANCELLED", "Abgesagt";
        /// It is not public any more.
        Withdrawn = "WITHDRAWN", "Zurückgezogen";
    }
}

/// What is public now, with what is remembered of the time before: when a session was to begin.
#[must_use]
pub fn follow(now: FeedContent, before: Option<&FeedContent>) -> FeedContent {
    match (now, before) {
        (FeedContent::Session(now), Some(FeedContent::Session(before))) => {
            let mut previous_starts = before.previous_starts.clone();
            if before.start != now.start {
                previous_starts.push(before.start);
            }
            FeedContent::Session(FeedSession { previous_starts, ..now })
        }
        (now, _) => now,
    }
}

/// What happened between two contents; nothing when it is no news, however much changed.
pub fn news(before: Option<&FeedContent>, now: &FeedContent) -> Option<FeedNews> {
    match (before, now) {
        (None, _) => Some(FeedNews::Published),
        (Some(FeedContent::Session(before)), FeedContent::Session(now)) => of_session(before, now),
        (Some(FeedContent::Network(before)), FeedContent::Network(now)) => {
            let same = (&before.name, before.kind, &before.purpose) == (&now.name, now.kind, &now.purpose);
            (!same).then_some(FeedNews::Changed)
        }
        (Some(FeedContent::Organisation(before)), FeedContent::Organisation(now)) => {
            (before.name != now.name || before.until != now.until).then_some(FeedNews::Changed)
        }
        (Some(_), _) => Some(FeedNews::Changed),
    }
}

fn of_session(before: &FeedSession, now: &FeedSession) -> Option<FeedNews> {
    let same = |before: &FeedSession, now: &FeedSession| {
        (&before.title, &before.description, &before.location, before.end)
            == (&now.title, &now.description, &now.location, now.end)
    };
    match now.status {
        status if status != before.status => Some(match status {
            FeedStatus::Cancelled => FeedNews::Cancelled,
            FeedStatus::Postponed => FeedNews::Postponed,
            FeedStatus::Scheduled => FeedNews::Moved,
        }),
        _ if before.start != now.start => Some(FeedNews::Moved),
        _ if before.format != now.format => Some(FeedNews::FormatChanged),
        _ => (!same(before, now)).then_some(FeedNews::Changed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qualifications::{CourseFormat, CourseKind};
    use crate::shared::Timestamp;
    use uuid::Uuid;

    fn session() -> FeedSession {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        FeedSession {
            title: "Fachtag".to_owned(),
            description: None,
            kind: CourseKind::Conference,
            start: at("2020-03-03T08:00:00Z"),
            end: at("2020-03-03T15:00:00Z"),
            previous_starts: Vec::new(),
            format: CourseFormat::InPerson,
            format_changed: false,
            location: Some("Rathaus".to_owned()),
            status: FeedStatus::Scheduled,
            host: Uuid::from_u128(1),
            co_hosts: Vec::new(),
            accessibility: None,
            seats: [100, 0],
            seats_left: 100,
        }
    }

    #[test]
    fn a_seat_is_no_news_and_a_date_is() {
        let before = session();
        let told = |now: FeedSession| news(Some(&FeedContent::Session(before.clone())), &FeedContent::Session(now));
        assert_eq!(told(before.clone()), None);
        assert_eq!(told(FeedSession { seats_left: 99, ..before.clone() }), None);
        assert_eq!(
            told(FeedSession { title: "Zweiter Fachtag".to_owned(), ..before.clone() }),
            Some(FeedNews::Changed)
        );
        assert_eq!(told(FeedSession { start: before.start.plus_seconds(60), ..before.clone() }), Some(FeedNews::Moved));
        assert_eq!(
            told(FeedSession { format: CourseFormat::Digital, ..before.clone() }),
            Some(FeedNews::FormatChanged)
        );
        assert_eq!(told(FeedSession { status: FeedStatus::Cancelled, ..before.clone() }), Some(FeedNews::Cancelled));
        assert_eq!(told(FeedSession { status: FeedStatus::Postponed, ..before.clone() }), Some(FeedNews::Postponed));
        assert_eq!(news(None, &FeedContent::Session(before.clone())), Some(FeedNews::Published));
    }

    #[test]
    fn all_earlier_dates_are_remembered() {
        let first = session();
        let second = FeedSession { start: first.start.plus_seconds(60), ..first.clone() };
        let third = FeedSession { start: first.start.plus_seconds(120), ..first.clone() };
        let moved = follow(FeedContent::Session(second), Some(&FeedContent::Session(first.clone())));
        let FeedContent::Session(last) = follow(FeedContent::Session(third), Some(&moved)) else { unreachable!() };
        assert_eq!(last.previous_starts, [first.start, first.start.plus_seconds(60)]);
    }
}
