//! What can be wrong with a line, said in both languages.

use crate::shared::{Date, Refusal, RefusalCode};

/// Something wrong with one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::territories) enum Problem {
    NotUtf8,
    Length(usize),
    RecordType(String),
    StatusDate(String),
    Digits { german: &'static str, english: &'static str, count: usize, found: String },
    Key(String),
    NoName,
    Name(String),
    TypeCode(String),
    Number { german: &'static str, english: &'static str, most: u32, found: String },
    OtherStatusDate { date: Date, first: Date },
    Repeated { key: String, line: usize },
    NoParent(String),
    NoMunicipality(String),
    NotOneCity(String),
    NoState,
    TooMany,
    Older { date: Date, present: Date },
    StartsLater { key: String, from: Date },
}

impl Problem {
    /// The refusal of a line, counted from 1.
    pub(in crate::territories) fn on_line(&self, line: usize) -> Refusal {
        let (german, english) = self.sentences();
        Refusal::new(RefusalCode::ImportLine).with("line", line).with("grund", german).with("reason", english)
    }

    fn sentences(&self) -> (String, String) {
        match self {
            Self::NotUtf8 => ("kein gültiges UTF-8".into(), "not valid UTF-8".into()),
            Self::Length(found) => {
                (format!("{found} statt 220 Zeichen lang"), format!("{found} characters long instead of 220"))
            }
            Self::RecordType(found) => (
                format!("unbekannte Satzart {found:?} (bekannt: 10, 20, 30, 40, 50, 60)"),
                format!("unknown record type {found:?} (known: 10, 20, 30, 40, 50, 60)"),
            ),
            Self::StatusDate(found) => (
                format!("der Gebietsstand {found:?} ist kein Datum der Form JJJJMMTT"),
                format!("the territorial status {found:?} is not a date of the form YYYYMMDD"),
            ),
            Self::Digits { german, english, count, found } => (
                format!("{german}: {count} Ziffern erwartet, gefunden {found:?}"),
                format!("{english}: {count} digits expected, found {found:?}"),
            ),
            Self::Key(found) => (
                format!("{found} ist kein Schlüssel in Nordrhein-Westfalen"),
                format!("{found} is not a key in North Rhine-Westphalia"),
            ),
            Self::NoName => ("der Name fehlt".into(), "the name is missing".into()),
            Self::Name(found) => {
                (format!("{found:?} ist kein zulässiger Name"), format!("{found:?} is not an acceptable name"))
            }
            Self::TypeCode(found) => (
                format!("das Textkennzeichen {found:?} passt nicht zu dieser Satzart"),
                format!("the type code {found:?} does not belong to this type of record"),
            ),
            Self::Number { german, english, most, found } => (
                format!("{german}: eine ganze Zahl bis {most} erwartet, gefunden {found:?}"),
                format!("{english}: a whole number up to {most} expected, found {found:?}"),
            ),
            Self::OtherStatusDate { date, first } => (
                format!("der Gebietsstand {date} weicht vom Gebietsstand {first} der ersten Zeile ab"),
                format!("the territorial status {date} differs from {first} on the first line"),
            ),
            Self::Repeated { key, line } => {
                (format!("{key} steht schon in Zeile {line}"), format!("{key} stands on line {line} already"))
            }
            Self::NoParent(key) => (
                format!("die übergeordnete Gebietskörperschaft {key} fehlt in der Datei"),
                format!("the territory {key} above it is missing in the file"),
            ),
            Self::NoMunicipality(key) => {
                (format!("zu {key} fehlen die Gemeinden"), format!("the municipalities of {key} are missing"))
            }
            Self::NotOneCity(key) => (
                format!("die kreisfreie Stadt {key} braucht genau eine Gemeinde, {key}000 mit Textkennzeichen 61"),
                format!("the independent city {key} needs exactly one municipality, {key}000 with the type code 61"),
            ),
            Self::NoState => (
                "die Datei endet ohne den Satz des Landes Nordrhein-Westfalen (05)".into(),
                "the file ends without the record of the state of North Rhine-Westphalia (05)".into(),
            ),
            Self::TooMany => (
                "zu viel ist falsch; der Rest der Datei wurde nicht gelesen".into(),
                "too much is wrong; the rest of the file was not read".into(),
            ),
            Self::Older { date, present } => (
                format!("der Gebietsstand {date} ist älter als der vorhandene vom {present}"),
                format!("the territorial status {date} is older than the present one of {present}"),
            ),
            Self::StartsLater { key, from } => (
                format!("{key} fehlt in der Datei, gilt aber erst seit {from} und kann davor nicht enden"),
                format!("{key} is missing in the file, but it began on {from} and cannot end before"),
            ),
        }
    }
}
