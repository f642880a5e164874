use super::compare_committees::CommitteeComparison;
use crate::people::find_people;
use crate::{Call, Error};
use documents::{Cell, Table};
use domain::meetings::Committee;
use domain::shared::{CommitteeId, Language, PersonId};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Which table of a comparison of committees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ComparisonTable {
    /// A line for each pair of committees in which somebody sits twice.
    Overlaps,
    /// A line for each person.
    Loads,
}

/// As what a table is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// CSV as German spreadsheets expect it.
    Csv,
    /// XLSX.
    Xlsx,
}

/// A comparison of committees as the bytes of a file. People whom the caller may not see have no name in it.
///
/// # Errors
/// When the database does not answer.
pub async fn export_committees(
    call: &Call,
    compared: Arc<CommitteeComparison>,
    table: ComparisonTable,
    format: TableFormat,
) -> Result<Vec<u8>, Error> {
    let people: BTreeSet<PersonId> = match table {
        ComparisonTable::Overlaps => compared.overlaps.iter().flat_map(|pair| pair.shared.iter().copied()).collect(),
        ComparisonTable::Loads => compared.loads.iter().map(|load| load.person).collect(),
    };
    let people = find_people(call, people).await?;
    let names = people.into_iter().map(|(id, person)| (id, person.name.to_string())).collect();
    let german = call.language() == Language::German;
    let write = move || match table {
        ComparisonTable::Overlaps => bytes(&overlaps(&compared, &names, german), format),
        ComparisonTable::Loads => bytes(&loads(&compared, &names, german), format),
    };
    // A workbook of many lines takes a core.
    tokio::task::spawn_blocking(write).await.map_err(Error::unexpected)?
}

type Names = HashMap<PersonId, String>;

fn bytes<const N: usize>(table: &Table<N>, format: TableFormat) -> Result<Vec<u8>, Error> {
    match format {
        TableFormat::Csv => Ok(table.to_csv()),
        TableFormat::Xlsx => table.to_xlsx().map_err(Error::unexpected),
    }
}

fn overlaps(compared: &CommitteeComparison, names: &Names, german: bool) -> Table<7> {
    let (name, columns) = if german {
        let columns = [
            "Gremium",
            "Weiteres Gremium",
            "Gemeinsame Mitglieder",
            "Überschneidung in %",
            "Gemeinsame Handlungsfelder",
            "Doppelstruktur in %",
            "Wer",
        ];
        ("Überschneidungen", columns)
    } else {
        let columns = [
            "Committee",
            "Other committee",
            "Shared members",
            "Overlap in %",
            "Shared fields of action",
            "Double structure in %",
            "Who",
        ];
        ("Overlaps", columns)
    };
    let committees = by_id(compared);
    let mut table = Table::new(name, columns);
    for pair in &compared.overlaps {
        let fields = pair.fields.iter().map(|field| if german { field.german() } else { field.code() });
        let who = pair.shared.iter().filter_map(|person| names.get(person)).cloned();
        table.push([
            called(&committees, pair.one),
            called(&committees, pair.other),
            whole(pair.shared.len()),
            (pair.jaccard * 100.0).into(),
            fields.collect::<Vec<_>>().join(", ").into(),
            pair.double_structure.map(|score| score * 100.0).into(),
            who.collect::<Vec<_>>().join(", ").into(),
        ]);
    }
    table
}

fn loads(compared: &CommitteeComparison, names: &Names, german: bool) -> Table<6> {
    let (name, columns) = if german {
        let columns = ["Person", "Gremien", "mit Stimme", "leitend", "Sitzungen im Jahr", "Welche Gremien"];
        ("Belastung", columns)
    } else {
        let columns = ["Person", "Committees", "With a vote", "Leading", "Meetings in a year", "Which committees"];
        ("Load", columns)
    };
    let committees = by_id(compared);
    let mut table = Table::new(name, columns);
    for load in &compared.loads {
        let of = load.committees.iter().filter_map(|id| committees.get(id));
        let of = of.map(|committee| committee.profile.name.to_string()).collect::<Vec<_>>();
        table.push([
            names.get(&load.person).cloned().into(),
            whole(load.committees.len()),
            whole(load.votes),
            whole(load.leads),
            load.meetings_per_year.into(),
            of.join(", ").into(),
        ]);
    }
    table
}

fn by_id(compared: &CommitteeComparison) -> HashMap<CommitteeId, &Committee> {
    compared.committees.iter().map(|committee| (committee.id, committee)).collect()
}

fn called(committees: &HashMap<CommitteeId, &Committee>, id: CommitteeId) -> Cell {
    committees.get(&id).map(|committee| committee.profile.name.to_string()).into()
}

fn whole(number: usize) -> Cell {
    Cell::Whole(i64::try_from(number).unwrap_or(i64::MAX))
}
