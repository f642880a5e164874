//! The table in a file, as the storage has it.

use crate::{Error, Platform};
use documents::{Sheet, SheetFault, SheetFormat};
use domain::files::FileName;
use domain::integration::imports::ImportFile;
use domain::shared::{Refusal, RefusalCode};

/// As what a file is read.
pub(super) fn format_of(name: &FileName) -> SheetFormat {
    if name.extension() == "xlsx" { SheetFormat::Xlsx } else { SheetFormat::Csv }
}

/// Reads the table in a file.
///
/// # Errors
/// `UNREADABLE_TABLE`, `TOO_FEW`, `TOO_MANY`; when the storage does not answer.
pub(super) async fn load(platform: &Platform, file: &ImportFile) -> Result<Sheet, Error> {
    let bytes = platform.storage.load(file.blob).await?;
    let (format, limits) = (format_of(&file.name), platform.settings.imports.limits());
    let read = tokio::task::spawn_blocking(move || Sheet::read(&bytes, format, &limits)).await;
    let read = match read {
        Ok(read) => read,
        Err(stopped) => {
            // A workbook that was made to confuse its reader.
            tracing::error!(file = %file.id, error = %stopped, "a table could not be read");
            Err(SheetFault::NotATable)
        }
    };
    Ok(read.map_err(refused)?)
}

fn refused(fault: SheetFault) -> Refusal {
    match fault {
        SheetFault::NoRows => Refusal::new(RefusalCode::TooFew).with("min", 1),
        SheetFault::TooManyRows(max) => Refusal::new(RefusalCode::TooMany).with("max", max),
        SheetFault::NotATable
        | SheetFault::TooManyColumns(_)
        | SheetFault::CellTooLong { .. }
        | SheetFault::TooManyCells(_)
        | SheetFault::TooLarge(_) => Refusal::new(RefusalCode::UnreadableTable).with("reason", fault),
    }
}
