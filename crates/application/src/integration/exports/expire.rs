use super::record::changed;
use crate::{Call, Error, Platform};
use domain::access::{Action, Visibility};
use domain::integration::ExportState;
use persistence::integration::{ExportQueue, Exports, update_export};
use std::sync::Arc;

/// Deletes the files that have been kept for their time, and says how many.
///
/// # Errors
/// When the database or the storage does not answer; the next round goes on.
pub async fn expire_exports(platform: &Arc<Platform>) -> Result<usize, Error> {
    let mut deleted = 0;
    loop {
        let due = ExportQueue::of(&platform.database).expired(platform.clock.now()).await?;
        if due.is_empty() {
            return Ok(deleted);
        }
        for id in due {
            let call = Call::of_system(Arc::clone(platform), "exports");
            let unit = call.begin().await?;
            let found = Exports::of(&unit).hold(&Visibility::everything(), id).await?;
            // Another node may have been faster.
            let Some((before, _)) = found.filter(|(export, _)| export.state == ExportState::Done) else { continue };
            let permit = call.permit(Action::ExportStart, &before.owner())?;
            let after = before.expired();
            update_export(&unit, &after).await?;
            unit.commit([changed(permit, "export.expired", Some(&before), &after)]).await?;
            // Bytes that stay behind now belong to no file, and are swept up.
            if let Some(blob) = before.blob {
                platform.storage.remove(blob).await?;
            }
            deleted += 1;
        }
    }
}
