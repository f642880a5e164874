//! What the audit learns of exports. Which document it was stands there by its hash: the document itself is kept with the
//! export.

use super::NotRead;
use crate::recorded::{Shown, fields, shown};
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::integration::Export;
use domain::shared::{ExportId, Refusal, RefusalCode};
use persistence::integration::Exports;
use persistence::{Change, UnitOfWork};
use uuid::Uuid;

const FIELDS: [(&str, Shown<Export>); 10] = [
    ("connection", |export| shown(Some(&export.connection))),
    ("documentHash", |export| shown(Some(&export.document_hash))),
    ("operation", |export| export.operation.clone()),
    ("format", |export| shown(Some(export.format))),
    ("state", |export| shown(Some(export.state))),
    ("rows", |export| shown(Some(export.rows))),
    ("bytes", |export| shown(Some(export.bytes))),
    ("sha256", |export| export.sha256.clone()),
    ("failure", |export| shown(export.failure)),
    ("expiresAt", |export| shown(export.expires_at)),
];

/// A change of an export. Its end names the document and the rows once more: who looks for what was read looks there.
pub(super) fn changed(permit: Permit, event: &'static str, before: Option<&Export>, after: &Export) -> Change {
    let change = Change::new(permit, event, after.id, after.owner()).version(after.version);
    let whole = !after.state.is_open();
    fields(change, &FIELDS, before.filter(|_| !whole), after)
}

/// An export that is held by this writer still, kept from changing; `None` when it was called off or taken over.
pub(super) async fn still_written(
    call: &Call,
    unit: &UnitOfWork,
    id: ExportId,
    claim: Uuid,
) -> Result<Option<(Export, Permit)>, Error> {
    let found = Exports::of(unit).hold(&call.visibility(Action::ExportStart), id).await?;
    let held = found.filter(|(export, holder)| export.state.is_open() && *holder == Some(claim));
    let Some((export, _)) = held else { return Ok(None) };
    let permit = call.permit(Action::ExportStart, &export.owner())?;
    Ok(Some((export, permit)))
}

impl NotRead {
    /// The same, as it is answered to who asks for the export.
    pub(super) fn refusal(self) -> Refusal {
        Refusal::new(RefusalCode::NotExportable).at("document").with("fault", self.fault).with("reason", self.reason)
    }
}
