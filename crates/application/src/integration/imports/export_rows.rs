use super::list_imports::{find_import, record_type};
use crate::qualifications::TableFormat;
use crate::{Call, Error};
use documents::{Cell, Table};
use domain::integration::imports::{Import, ImportRow};
use domain::shared::{ImportId, Language, global_id};
use persistence::integration::ImportRows;

/// What became of the rows of an import, as a table in German for a spreadsheet: a line for each reason. `None` for an
/// import that the caller may not see.
///
/// # Errors
/// When the database does not answer.
pub async fn export_import_rows(call: &Call, id: ImportId, format: TableFormat) -> Result<Option<Vec<u8>>, Error> {
    let Some(import) = find_import(call, id).await? else { return Ok(None) };
    let rows = ImportRows::of(call.database(), id).all().await?;
    Ok(Some(format.write(table(&import, &rows)).await?))
}

fn table(import: &Import, rows: &[ImportRow]) -> Table<5> {
    let mut table = Table::new("Import", ["Zeile", "Ergebnis", "Spalte", "Meldung", "ID"]);
    for row in rows {
        let (number, outcome) = (i64::from(row.number), row.outcome.german());
        let id = row.record.map(|id| global_id(record_type(import.kind()), id));
        if row.messages.is_empty() {
            table.push([number.into(), outcome.into(), Cell::Empty, Cell::Empty, id.into()]);
            continue;
        }
        for message in &row.messages {
            let text = message.message(Language::German);
            table.push([number.into(), outcome.into(), message.column.clone().into(), text.into(), id.clone().into()]);
        }
    }
    table
}
