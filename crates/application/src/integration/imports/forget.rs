//! Forgetting what was imported: files and what became of their rows hold personal data, and are not needed for long.

use super::record::{file_changed, import_changed};
use crate::{Call, Error, Platform};
use domain::access::{Action, Visibility};
use domain::integration::imports::Import;
use persistence::integration::{ImportFiles, ImportQueue, Imports, delete_import_file, forget_rows, hold_import};
use std::sync::Arc;

/// A day, in seconds: so long an uploaded file waits for its import.
const DAY: i64 = 86_400;

/// Forgets the rows of imports that were over long ago, and deletes files that are not needed any more; says how many
/// of both. That there was an import stays, with its figures, and so it is not imported twice.
///
/// # Errors
/// When the database or the storage does not answer; the next round goes on.
pub async fn forget_old_imports(platform: &Arc<Platform>) -> Result<usize, Error> {
    let now = platform.clock.now();
    let old = now.plus_seconds(-DAY * i64::from(platform.settings.imports.kept_days));
    let call = Call::of_system(Arc::clone(platform), "imports");
    let mut forgotten = 0;
    loop {
        let over = ImportQueue::of(&platform.database).over_before(old).await?;
        if over.is_empty() {
            break;
        }
        for id in over {
            let unit = call.begin().await?;
            hold_import(&unit, id).await?;
            let found = Imports::of(&unit).find(&Visibility::everything(), id).await?;
            // Another node may have been faster.
            if let Some(before) = found.filter(|import| import.forgotten_at.is_none()) {
                let rows = forget_rows(&unit, &before).await?;
                let permit = call.permit(Action::ImportRun, &before.owner)?;
                let after = Import { forgotten_at: Some(unit.now()), version: before.version + 1, ..before.clone() };
                let change = import_changed(permit, "import.forgotten", Some(&before), &after);
                unit.commit([change.field("rows", Some(rows), None)]).await?;
                forgotten += 1;
            }
        }
    }
    loop {
        let expired = ImportFiles::expired(&platform.database, now.plus_seconds(-DAY), old).await?;
        if expired.is_empty() {
            return Ok(forgotten);
        }
        for file in expired {
            let unit = call.begin().await?;
            if delete_import_file(&unit, file.id).await? {
                let permit = call.permit(Action::ImportRun, &file.owner)?;
                unit.commit([file_changed(permit, "importFile.deleted", &file)]).await?;
                forgotten += 1;
            }
            // What stays behind is swept later.
            platform.storage.remove(file.blob).await?;
        }
    }
}
