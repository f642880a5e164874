use crate::graphql::shared::{LocalDate, UserError};
use application::territories as verbs;
use async_graphql::SimpleObject;
use domain::territories::Difference;

/// What came of an import.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ImportTerritoriesPayload {
    /// What changed, or would change; missing when the file was refused (German: Importbericht).
    pub(super) report: Option<TerritoryImportReport>,
    /// Why the file was refused: `IMPORT_LINE` for everything that is wrong with it, with the number of the line.
    /// Nothing was changed.
    pub(super) errors: Vec<UserError>,
}

/// What an import of the official directory changed, or would change (German: Importbericht).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct TerritoryImportReport {
    /// The status date of the file (German: Gebietsstand).
    territorial_status_date: LocalDate,
    /// How many lines the file has (German: Zeilen).
    lines: usize,
    /// How many territories that come with the platform were loaded first, because there were none (German: aus dem
    /// mitgelieferten Bestand).
    from_reference: usize,
    /// New territories (German: neu).
    created: Vec<TerritoryImportChange>,
    /// Territories with other names, kinds or figures (German: geändert).
    changed: Vec<TerritoryImportChange>,
    /// Territories that ended on the day before the status date (German: weggefallen).
    ended: Vec<TerritoryImportChange>,
    /// How many territories stayed as they were (German: unverändert).
    unchanged: usize,
    /// Whether it was written: not in a dry run, and not when there was nothing to write (German: gespeichert).
    written: bool,
}

/// One territory in the report of an import (German: Änderung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct TerritoryImportChange {
    /// Its official key (German: Schlüssel).
    key: String,
    /// Its name with its kind (German: Anzeigename).
    name: String,
    /// What changed in it (German: Unterschiede).
    differences: Vec<TerritoryDifference>,
}

/// One field as it was and as the directory has it (German: Unterschied).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct TerritoryDifference {
    /// Which field.
    field: String,
    /// As it was.
    old: Option<String>,
    /// As the directory has it.
    new: Option<String>,
}

impl From<verbs::ImportReport> for TerritoryImportReport {
    fn from(report: verbs::ImportReport) -> Self {
        let changes = |imported: Vec<verbs::Imported>| imported.into_iter().map(TerritoryImportChange::from).collect();
        Self {
            territorial_status_date: LocalDate(report.status_date),
            lines: report.lines,
            from_reference: report.from_reference,
            created: changes(report.created),
            changed: changes(report.changed),
            ended: changes(report.ended),
            unchanged: report.unchanged,
            written: report.written,
        }
    }
}

impl From<verbs::Imported> for TerritoryImportChange {
    fn from(imported: verbs::Imported) -> Self {
        let difference =
            |one: Difference| TerritoryDifference { field: one.field.to_owned(), old: one.old, new: one.new };
        Self {
            key: imported.key,
            name: imported.name,
            differences: imported.differences.into_iter().map(difference).collect(),
        }
    }
}
