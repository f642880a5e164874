use super::record::import_changed;
use crate::{Call, Error};
use domain::access::Action;
use domain::integration::imports::{Import, ImportStep};
use domain::shared::ImportId;
use persistence::integration::{Imports, cancel_import as store, hold_import};

/// Cancels an import. Of the rows that are gone through at this moment none is kept; those of earlier batches stay, and
/// say what they became.
///
/// # Errors
/// `NOT_FOUND`; `WRONG_STATE` when it is over.
pub async fn cancel_import(call: &Call, id: ImportId) -> Result<Import, Error> {
    let unit = call.begin().await?;
    hold_import(&unit, id).await?;
    let found = Imports::of(&unit).find(&call.visibility(Action::ImportRead), id).await?;
    let before = found.ok_or_else(|| Error::not_found("importId"))?;
    let permit = call.permit(Action::ImportRun, &before.owner)?;
    let state = ImportStep::Cancel.apply(before.state)?;
    store(&unit, &before).await?;
    let after = Import { state, finished_at: Some(unit.now()), version: before.version + 1, ..before.clone() };
    unit.commit([import_changed(permit, "import.cancelled", Some(&before), &after)]).await?;
    Ok(after)
}
