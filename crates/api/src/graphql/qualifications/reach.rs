//! Whom qualifications reach.

use crate::gate::{authorized, cost};
use crate::graphql::shared::{LocalDate, call, failure};
use crate::graphql::table_format::TableFormat;
use application::qualifications::{self as verbs, ReachReport as Record, ReachRequest};
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::access::Action;
use domain::qualifications::ReachRow as Row;
use domain::territories::Territory;

/// Of what a report is wanted: of two days and those between them, or of a school year (German: Berichtszeitraum).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ReachReportFilter {
    /// From this day (German: von).
    from: Option<LocalDate>,
    /// Until this day, included (German: bis).
    until: Option<LocalDate>,
    /// Of this school year instead, from 1 August to 31 July, for instance `2024/25` (German: Schuljahr).
    school_year: Option<String>,
    /// Only of series with this topic, whatever the spelling of umlauts (German: Thema).
    topic: Option<String>,
    /// Only of people of the district (Kreis, kreisfreie Stadt, StädteRegion) with this key of five digits (German: Kommune).
    municipality: Option<String>,
}

impl From<ReachReportFilter> for ReachRequest {
    fn from(filter: ReachReportFilter) -> Self {
        Self {
            from: filter.from.map(|day| day.0),
            until: filter.until.map(|day| day.0),
            school_year: filter.school_year,
            topic: filter.topic,
            municipality: filter.municipality,
        }
    }
}

/// Whom sessions reached in a period (German: Reichweitenbericht).
#[derive(Clone, Debug)]
pub(crate) struct ReachReport(Record, ReachRequest);

/// Whom sessions reached that took place and began in a period: those of the organisations whose registrations the viewer manages.
/// Figures about fewer than five people are hidden, and what would show them by difference (German: Reichweitenbericht).
#[Object]
impl ReachReport {
    /// The first day (German: von).
    async fn from(&self) -> LocalDate {
        LocalDate(self.0.period.from)
    }

    /// The last day (German: bis).
    async fn until(&self) -> LocalDate {
        LocalDate(self.0.period.until)
    }

    /// All together (German: Gesamt).
    async fn total(&self) -> ReachFigures {
        ReachFigures::of(&self.0.whole)
    }

    /// From how many districts somebody attended (German: erreichte Kommunen).
    async fn municipalities_reached(&self) -> usize {
        self.0.reached().count()
    }

    /// How many districts the state has on the last day (German: Kommunen).
    async fn municipalities(&self) -> usize {
        self.0.municipalities.len()
    }

    /// The districts from which nobody attended, by key (German: nicht erreichte Kommunen).
    #[graphql(directive = cost::apply(1, Some(53)))]
    async fn municipalities_missing(&self) -> Vec<ReachPlace> {
        self.0.municipalities.iter().filter(|place| !self.0.reaches(place)).map(ReachPlace::of).collect()
    }

    /// By the kind of offer (German: nach Format).
    #[graphql(directive = cost::apply(1, Some(10)))]
    async fn by_kind(&self) -> Vec<ReachRow> {
        self.0.by_kind.iter().map(|row| ReachRow::of(row, row.key.clone())).collect()
    }

    /// By how they took place (German: nach Durchführungsform).
    #[graphql(directive = cost::apply(1, Some(5)))]
    async fn by_format(&self) -> Vec<ReachRow> {
        self.0.by_format.iter().map(|row| ReachRow::of(row, row.key.clone())).collect()
    }

    /// By the topics of their series. A session counts for every topic of its series, and for none without a series (German: nach
    /// Thema).
    #[graphql(directive = cost::apply(1, Some(20)))]
    async fn by_topic(&self) -> Vec<ReachRow> {
        self.0.by_topic.iter().map(|row| ReachRow::of(row, row.key.clone())).collect()
    }

    /// By the districts from which somebody attended, as their organisations lay when they registered; an empty key for people
    /// without a district (German: nach Kommune).
    #[graphql(directive = cost::apply(1, Some(53)))]
    async fn by_municipality(&self) -> Vec<ReachRow> {
        let name = |row: &Row| self.0.name_of(&row.key).unwrap_or_else(|| row.key.clone());
        self.0.by_municipality.iter().map(|row| ReachRow::of(row, name(row))).collect()
    }

    /// The report as a file, in Base64 (German: Datei).
    #[graphql(directive = authorized::apply(Action::ReachRead), directive = cost::apply(50, None))]
    async fn file(&self, ctx: &Context<'_>, #[graphql(desc = "As what.")] format: TableFormat) -> Result<String> {
        let bytes = verbs::export_reach_report(call(ctx), self.1.clone(), format.into()).await;
        Ok(STANDARD.encode(failure(ctx, bytes)?))
    }
}

/// A district (German: Kommune).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ReachPlace {
    /// Its key of five digits (German: Kreisschlüssel).
    key: String,
    /// What it is called (German: Name).
    name: String,
}

impl ReachPlace {
    fn of(place: &Territory) -> Self {
        Self { key: place.facts.key.as_str().to_owned(), name: place.facts.display_name() }
    }
}

/// A line of a breakdown (German: Zeile).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ReachRow {
    /// The code of the kind or format, the topic, or the key of the district (German: Schlüssel).
    key: String,
    /// What it is called (German: Name).
    name: String,
    /// What was counted (German: Zahlen).
    figures: ReachFigures,
}

impl ReachRow {
    fn of(row: &Row, name: String) -> Self {
        Self { key: row.key.clone(), name, figures: ReachFigures::of(row) }
    }
}

/// What was counted (German: Zahlen).
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(crate) struct ReachFigures {
    /// Sessions that took place; by district those that somebody from there attended (German: Veranstaltungen).
    events: i64,
    /// How many hours these were together; not said by district (German: Veranstaltungsstunden).
    event_hours: Option<f64>,
    /// Whether the figures about people are hidden, which are missing then (German: geheim gehalten).
    is_hidden: bool,
    /// Different people who attended at least one of them (German: Personen).
    people: Option<i64>,
    /// Registrations for them, whatever became of these (German: Anmeldungen).
    registrations: Option<i64>,
    /// Registrations whose people attended: all of it, or at least 80 percent (German: Teilnahmen).
    attendances: Option<i64>,
    /// How many hours these were there together (German: Teilnahmestunden).
    participant_hours: Option<f64>,
}

impl ReachFigures {
    fn of(row: &Row) -> Self {
        let figures = &row.figures;
        let about_people = |number: i64| row.shown.then_some(number);
        Self {
            events: figures.events,
            event_hours: figures.event_minutes.map(hours),
            is_hidden: !row.shown,
            people: about_people(figures.people),
            registrations: about_people(figures.registrations),
            attendances: about_people(figures.attendances),
            participant_hours: about_people(figures.participant_minutes).map(hours),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "minutes of all events are far below 2^52")]
fn hours(minutes: i64) -> f64 {
    minutes as f64 / 60.0
}

/// The field that reports whom qualifications reach.
#[derive(Debug, Default)]
pub(crate) struct ReachQueries;

#[Object]
impl ReachQueries {
    /// Whom sessions reached in a period, for the funder: events, people, registrations, attendances, municipalities and hours
    /// (German: Reichweitenbericht).
    #[graphql(directive = authorized::apply(Action::ReachRead), directive = cost::apply(50, None))]
    async fn reach_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of what.")] filter: ReachReportFilter,
    ) -> Result<ReachReport> {
        let request = ReachRequest::from(filter);
        let found = failure(ctx, verbs::report_reach(call(ctx), request.clone()).await)?;
        Ok(ReachReport(found, request))
    }
}
