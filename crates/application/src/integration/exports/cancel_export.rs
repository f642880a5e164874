use super::record::changed;
use crate::{Call, Error};
use domain::access::Action;
use domain::integration::Export;
use domain::shared::ExportId;
use persistence::integration::{Exports, update_export};

/// Calls an export off: what was written of it is thrown away.
///
/// # Errors
/// `NOT_FOUND`; [`Error::Denied`] for one of somebody else; `WRONG_STATE` when it has ended already.
pub async fn cancel_export(call: &Call, id: ExportId) -> Result<Export, Error> {
    let unit = call.begin().await?;
    let found = Exports::of(&unit).hold(&call.visibility(Action::ExportRead), id).await?;
    let (before, _) = found.ok_or_else(|| Error::not_found("exportId"))?;
    let permit = call.permit(Action::ExportStart, &before.owner())?;
    let after = before.cancelled(unit.now())?;
    update_export(&unit, &after).await?;
    unit.commit([changed(permit, "export.cancelled", Some(&before), &after)]).await?;
    Ok(after)
}
