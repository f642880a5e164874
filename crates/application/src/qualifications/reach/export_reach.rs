use super::report_reach::{ReachReport, ReachRequest, report_reach};
use crate::qualifications::TableFormat;
use crate::{Call, Error};
use documents::{Cell, Table};
use domain::qualifications::{CourseFormat, CourseKind, ReachRow};

/// The report as a file: a line for the whole, and for each line of each breakdown. A figure that is hidden is a point, as in
/// official statistics.
///
/// # Errors
/// As for [`report_reach`].
pub async fn export_reach_report(call: &Call, request: ReachRequest, format: TableFormat) -> Result<Vec<u8>, Error> {
    format.write(table(&report_reach(call, request).await?)).await
}

const COLUMNS: [&str; 9] = [
    "Gliederung",
    "Merkmal",
    "Veranstaltungen",
    "Veranstaltungsstunden",
    "Personen",
    "Anmeldungen",
    "Teilnahmen",
    "Teilnahmestunden",
    "Hinweis",
];

/// What stands for a figure that is hidden.
const HIDDEN: &str = ".";

fn table(report: &ReachReport) -> Table<9> {
    let mut table = Table::new("Reichweite", COLUMNS);
    let (from, until) = (report.period.from, report.period.until);
    let period = format!("{} bis {}", from.strftime("%d.%m.%Y"), until.strftime("%d.%m.%Y"));
    table.push(line("Gesamt", &period, &report.whole));
    let mut places = [const { Cell::Empty }; 9];
    places[0] = "Kommunen erreicht".into();
    places[1] = format!("{} von {}", report.reached().count(), report.municipalities.len()).into();
    table.push(places);
    for row in &report.by_kind {
        let name = row.key.parse::<CourseKind>().map_or(row.key.as_str(), |kind| kind.german());
        table.push(line("Format", name, row));
    }
    for row in &report.by_format {
        let name = row.key.parse::<CourseFormat>().map_or(row.key.as_str(), |format| format.german());
        table.push(line("Durchführungsform", name, row));
    }
    for row in &report.by_topic {
        table.push(line("Thema", &row.key, row));
    }
    for row in &report.by_municipality {
        let name = report.name_of(&row.key);
        let name = name.unwrap_or_else(|| if row.key.is_empty() { "ohne Kommune".to_owned() } else { row.key.clone() });
        table.push(line("Kommune", &name, row));
    }
    for place in report.municipalities.iter().filter(|place| !report.reaches(place)) {
        let mut row = [const { Cell::Empty }; 9];
        (row[0], row[1]) = ("Kommune, nicht erreicht".into(), place.facts.display_name().into());
        table.push(row);
    }
    table
}

fn line(breakdown: &str, name: &str, row: &ReachRow) -> [Cell; 9] {
    let figures = &row.figures;
    let about_people = |number: i64| if row.shown { Cell::from(number) } else { HIDDEN.into() };
    let note = if row.shown { Cell::Empty } else { "weniger als fünf Personen, oder daraus abzuleiten".into() };
    [
        breakdown.into(),
        name.into(),
        figures.events.into(),
        figures.event_minutes.map(hours).into(),
        about_people(figures.people),
        about_people(figures.registrations),
        about_people(figures.attendances),
        if row.shown { hours(figures.participant_minutes).into() } else { HIDDEN.into() },
        note,
    ]
}

#[expect(clippy::cast_precision_loss, reason = "minutes of all events are far below 2^52")]
fn hours(minutes: i64) -> f64 {
    minutes as f64 / 60.0
}
