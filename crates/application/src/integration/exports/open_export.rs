use super::ticket::holder_of_ticket;
use crate::{Call, Error, Platform};
use bytes::Bytes;
use domain::access::{Action, Actor};
use domain::integration::{Export, ExportState};
use domain::shared::{ExportId, Refusal, RefusalCode};
use futures::{Stream, StreamExt};
use persistence::integration::Exports;
use std::ops::Range;
use uuid::Uuid;

/// An export whose file may be read.
#[derive(Clone, Debug)]
pub struct OpenExport {
    export: Export,
    blob: Uuid,
}

/// An export of which the caller may read the file: their own. `None` when there is none, or it has no file.
///
/// # Errors
/// [`Error::Denied`] when the caller may have no exports at all; `EXPIRED` when its file was kept for its time.
pub async fn open_export(call: &Call, id: ExportId) -> Result<Option<OpenExport>, Error> {
    call.actor().may(Action::ExportStart)?;
    let found = Exports::of(call.database()).find(&call.visibility(Action::ExportStart), id).await?;
    let Some(export) = found else { return Ok(None) };
    if export.has_expired(call.now()) {
        return Err(Refusal::new(RefusalCode::Expired).into());
    }
    let blob = export.blob.filter(|_| export.state == ExportState::Done);
    Ok(blob.map(|blob| OpenExport { export, blob }))
}

/// Who asked for the ticket in the link of a download; `None` when it is not valid any more.
///
/// # Errors
/// When the database does not answer.
pub async fn viewer_of_export_ticket(
    platform: &Platform,
    export: ExportId,
    ticket: &str,
) -> Result<Option<Actor>, Error> {
    holder_of_ticket(platform, export, ticket).await
}

impl OpenExport {
    /// The export.
    pub const fn export(&self) -> &Export {
        &self.export
    }

    /// These bytes of its file.
    ///
    /// # Errors
    /// When the storage does not answer, or has lost them.
    pub async fn bytes(
        &self,
        call: &Call,
        range: Range<u64>,
    ) -> Result<impl Stream<Item = std::io::Result<Bytes>> + Send + use<>, Error> {
        let mut parts = Box::pin(call.platform().storage.read(self.blob, range).await?);
        // The first part is read now, while the answer can still say that something is wrong.
        let first = parts.next().await.transpose().map_err(|error| Error::Unavailable(Box::new(error)))?;
        Ok(futures::stream::iter(first.map(Ok)).chain(parts))
    }
}
