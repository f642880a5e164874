//! Entries as the text of a calendar.

use super::entry::{CalendarEntry, Invitation, Method};
use super::zone;
use domain::calendar::CalendarEntryStatus as EntryStatus;
use domain::shared::EmailAddress;
use icalendar::{Component, Event, EventLike, EventStatus, Property};
use std::fmt;

/// Who made the calendar (PRODID).
const MAKER: &str = "-//BildungsNetz//Kalender//DE";
/// How often calendars should look for news (RFC 7986).
const REFRESH: &str = "PT1H";

/// In whose name entries are written, and where ids are unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organiser {
    /// The name of the platform's host: ids are unique there.
    pub host: String,
    /// The address that mails of the platform come from.
    pub email: String,
}

/// A calendar with its entries.
#[derive(Clone, Debug)]
pub struct CalendarFile {
    properties: Vec<Property>,
    events: Vec<Event>,
}

impl CalendarFile {
    /// The calendar that goes to one person by mail.
    pub fn invitation(organiser: &Organiser, invitation: &Invitation, to: &EmailAddress) -> Self {
        let mut event = event(organiser, &invitation.entry);
        if invitation.method != Method::Publish {
            event.append_property(attendee(to, invitation.entry.status));
        }
        Self { properties: frame(invitation.method), events: vec![event] }
    }

    /// A calendar that people subscribe to.
    pub fn feed(organiser: &Organiser, name: &str, entries: &[CalendarEntry]) -> Self {
        let mut properties = frame(Method::Publish);
        properties.push(Property::new("NAME", name));
        properties.push(Property::new("X-WR-CALNAME", name));
        properties.push(Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION").done());
        properties.push(Property::new("X-PUBLISHED-TTL", REFRESH));
        Self { properties, events: entries.iter().map(|entry| event(organiser, entry)).collect() }
    }

    /// The text, with the line ends of RFC 5545.
    ///
    /// # Errors
    /// Never: writing into memory does not fail.
    pub fn text(self) -> Result<String, fmt::Error> {
        let mut text = "BEGIN:VCALENDAR\r\n".to_owned();
        for property in self.properties {
            let line: String = property.try_into()?;
            text.push_str(&line);
        }
        text.push_str(zone::DEFINITION);
        for event in self.events {
            text.push_str(&event.try_into_string()?);
        }
        text.push_str("END:VCALENDAR\r\n");
        Ok(text)
    }
}

fn frame(method: Method) -> Vec<Property> {
    Property::from_array([("VERSION", "2.0"), ("PRODID", MAKER), ("CALSCALE", "GREGORIAN"), ("METHOD", method.code())])
}

fn event(organiser: &Organiser, entry: &CalendarEntry) -> Event {
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", entry.id, organiser.host))
        .add_property("DTSTAMP", zone::utc(entry.said_at))
        .add_property("SEQUENCE", entry.sequence.to_string())
        .summary(&entry.title)
        .status(match entry.status {
            EntryStatus::Confirmed => EventStatus::Confirmed,
            EntryStatus::Tentative => EventStatus::Tentative,
            EntryStatus::Cancelled => EventStatus::Cancelled,
        })
        .append_property(
            Property::new("ORGANIZER", format!("mailto:{}", organiser.email))
                .add_parameter("CN", "BildungsNetz")
                .done(),
        );
    for property in zone::span(entry.start, entry.end) {
        event.append_property(property);
    }
    if let Some(description) = &entry.description {
        event.description(description);
    }
    if let Some(location) = &entry.location {
        event.location(location);
    }
    event.done()
}

fn attendee(to: &EmailAddress, status: EntryStatus) -> Property {
    let answer = if status == EntryStatus::Cancelled { "DECLINED" } else { "ACCEPTED" };
    Property::new("ATTENDEE", format!("mailto:{to}"))
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("PARTSTAT", answer)
        .add_parameter("RSVP", "FALSE")
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::shared::Timestamp;
    use uuid::Uuid;

    fn entry(status: EntryStatus) -> CalendarEntry {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        CalendarEntry {
            id: Uuid::from_u128(7),
            sequence: 3,
            said_at: at("2020-02-03T08:00:00Z"),
            start: at("2020-03-03T08:00:00Z"),
            end: at("2020-03-03T15:00:00Z"),
            title: "Netzwerke verstehen; planen, gestalten".to_owned(),
            description: Some("Erste Zeile\nZweite Zeile".to_owned()),
            location: Some("Münster".to_owned()),
            status,
        }
    }

    fn organiser() -> Organiser {
        Organiser { host: "bildungsnetz.example".to_owned(), email: "post@bildungsnetz.example".to_owned() }
    }

    fn unfolded(file: CalendarFile) -> String {
        file.text().unwrap().replace("\r\n ", "")
    }

    #[test]
    fn an_invitation_names_both_sides() {
        let to = EmailAddress::new("kim@beispiel.example").unwrap();
        let invitation = Invitation::of(entry(EntryStatus::Confirmed));
        let text = unfolded(CalendarFile::invitation(&organiser(), &invitation, &to));
        for line in [
            "METHOD:REQUEST",
            "UID:00000000-0000-0000-0000-000000000007@bildungsnetz.example",
            "SEQUENCE:3",
            "DTSTART;TZID=Europe/Berlin:20200303T090000",
            "ORGANIZER;CN=BildungsNetz:mailto:post@bildungsnetz.example",
            "ATTENDEE;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:kim@beispiel.example",
            "SUMMARY:Netzwerke verstehen\\; planen\\, gestalten",
            "DESCRIPTION:Erste Zeile\\nZweite Zeile",
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
        }
        assert_eq!(text.matches("DTSTAMP").count(), 1, "{text}");
    }

    #[test]
    fn what_is_cancelled_is_taken_away() {
        let to = EmailAddress::new("kim@beispiel.example").unwrap();
        let invitation = Invitation::of(entry(EntryStatus::Cancelled));
        let text = unfolded(CalendarFile::invitation(&organiser(), &invitation, &to));
        assert!(text.contains("METHOD:CANCEL\r\n") && text.contains("STATUS:CANCELLED\r\n"), "{text}");
    }

    #[test]
    fn a_feed_has_no_attendees() {
        let text = unfolded(CalendarFile::feed(&organiser(), "Mein Kalender", &[entry(EntryStatus::Tentative)]));
        assert!(text.contains("METHOD:PUBLISH\r\n") && text.contains("X-WR-CALNAME:Mein Kalender\r\n"), "{text}");
        assert!(!text.contains("ATTENDEE"), "{text}");
    }
}
