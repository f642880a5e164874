use super::read_files::find_file;
use super::ticket::holder_of_ticket;
use crate::{Call, Error, Platform};
use bytes::Bytes;
use domain::access::Actor;
use domain::files::StoredFile;
use domain::shared::FileId;
use futures::{Stream, StreamExt};
use std::ops::Range;

/// A file that may be read.
#[derive(Clone, Debug)]
pub struct OpenFile(StoredFile);

/// A file of which the caller may read the bytes; `None` when it does not exist, was deleted, or hangs on a record that
/// the caller may not see.
///
/// # Errors
/// When the database does not answer.
pub async fn open_file(call: &Call, id: FileId) -> Result<Option<OpenFile>, Error> {
    Ok(find_file(call, id).await?.map(OpenFile))
}

/// Who asked for the ticket in the link of a download; `None` when it is not valid any more.
///
/// # Errors
/// When the database does not answer.
pub async fn viewer_of_ticket(platform: &Platform, file: FileId, ticket: &str) -> Result<Option<Actor>, Error> {
    holder_of_ticket(platform, file, ticket).await
}

impl OpenFile {
    /// A file that everybody may read, as the caller has made sure.
    pub(crate) const fn published(file: StoredFile) -> Self {
        Self(file)
    }

    /// The file.
    pub const fn file(&self) -> &StoredFile {
        &self.0
    }

    /// These bytes of it.
    ///
    /// # Errors
    /// When the storage does not answer, or has lost them.
    pub async fn bytes(
        &self,
        call: &Call,
        range: Range<u64>,
    ) -> Result<impl Stream<Item = std::io::Result<Bytes>> + Send + use<>, Error> {
        let mut parts = Box::pin(call.platform().storage.read(self.0.blob, range).await?);
        // The first part is read now, while the answer can still say that something is wrong.
        let first = parts.next().await.transpose().map_err(|error| Error::Unavailable(Box::new(error)))?;
        Ok(futures::stream::iter(first.map(Ok)).chain(parts))
    }
}
