//! The way of a file's bytes into the storage: counted and digested on the way, and never more than a part of them in memory.

use crate::Error;
use crate::files::{Storage, StorageError};
use opendal::Writer;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A file that is being written. It is not there before it is closed.
pub(super) struct Outlet {
    writer: Writer,
    digest: Sha256,
    bytes: u64,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Outlet {
    /// Begins a file.
    pub(super) async fn open(storage: &Storage, blob: Uuid) -> Result<Self, Error> {
        Ok(Self { writer: storage.write(blob).await?, digest: Sha256::new(), bytes: 0 })
    }

    /// Adds bytes.
    pub(super) async fn write(&mut self, bytes: Vec<u8>) -> Result<(), Error> {
        self.digest.update(&bytes);
        self.bytes += bytes.len() as u64;
        Ok(self.writer.write(bytes).await.map_err(StorageError::from)?)
    }

    /// How many bytes it has so far.
    pub(super) const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Ends the file: it is there from now on.
    pub(super) async fn close(mut self) -> Result<Written, Error> {
        self.writer.close().await.map_err(StorageError::from)?;
        Ok(Written { bytes: self.bytes, sha256: hex::encode(self.digest.finalize()) })
    }

    /// Throws away what was written.
    pub(super) async fn abort(mut self) {
        // What stays behind nevertheless belongs to no file, and is swept up after a day.
        if let Err(error) = self.writer.abort().await {
            tracing::debug!(%error, "an unfinished file stays for a day");
        }
    }
}
