//! Where the bytes of files lie: a folder, or an S3-compatible storage.

use super::settings::S3Settings;
use bytes::Bytes;
use domain::shared::Timestamp;
use futures::{Stream, StreamExt, TryStreamExt};
use opendal::layers::{RetryLayer, TimeoutLayer};
use opendal::services::{Fs, S3};
use opendal::{ErrorKind, Operator, Writer};
use std::ops::Range;
use std::path::Path;
use uuid::Uuid;

/// How many bytes go to the storage at once: S3 takes parts of at least 5 MiB.
const PART: usize = 8 << 20;

/// Where unfinished uploads lie in a folder, so that a name never stands for half a file.
const INCOMING: &str = "incoming";

/// The storage does not take or give something.
#[derive(Debug, thiserror::Error)]
#[error("the storage of files: {0}")]
pub struct StorageError(#[from] opendal::Error);

/// Where the bytes of files lie. Blobs are named by ids that are never used again, so nothing is ever overwritten.
#[derive(Clone, Debug)]
pub struct Storage(Operator);

/// Something that lies in the storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// How the storage calls it.
    pub(super) path: String,
    /// The blob; none for an unfinished upload, or for what somebody else put there.
    pub(super) blob: Option<Uuid>,
    /// When it was written, by the clock of the storage.
    pub(super) written_at: Option<Timestamp>,
}

impl Storage {
    /// A folder of this machine, which is made where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be made or has a name that is not UTF-8.
    pub fn in_folder(folder: &Path) -> std::io::Result<Self> {
        let incoming = folder.join(INCOMING);
        std::fs::create_dir_all(&incoming)?;
        let text = |path: &Path| path.to_str().map(str::to_owned).ok_or_else(|| std::io::Error::other("not UTF-8"));
        let fs = Fs::default().root(&text(folder)?).atomic_write_dir(&text(&incoming)?);
        Operator::new(fs).map(|operator| Self(operator.layer(TimeoutLayer::default()))).map_err(std::io::Error::other)
    }

    /// A bucket of an S3-compatible storage. Nothing is asked of it yet.
    ///
    /// # Errors
    /// When a setting cannot be used.
    pub fn in_s3(settings: &S3Settings) -> Result<Self, StorageError> {
        // Whoever asks for TLS in this process gets ring, unless somebody chose before.
        crate::tls::use_ring();
        let s3 = S3::default()
            .endpoint(&settings.endpoint)
            .region(&settings.region)
            .bucket(&settings.bucket)
            .root(&format!("/{}", settings.folder.trim_matches('/')))
            .access_key_id(&settings.access_key_id)
            .secret_access_key(&settings.secret_access_key)
            .disable_config_load()
            .disable_ec2_metadata();
        opendal_http_transport_reqwest::install_default();
        Ok(Self(Operator::new(s3)?.layer(TimeoutLayer::default()).layer(RetryLayer::default())))
    }

    /// Whether the storage answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn check(&self) -> Result<(), StorageError> {
        Ok(self.0.check().await?)
    }

    /// Begins to write a blob. It is there when the writer was closed, and not before.
    pub(crate) async fn write(&self, blob: Uuid) -> Result<Writer, StorageError> {
        Ok(self.0.writer_with(&path(blob)).chunk(PART).await?)
    }

    /// Keeps a blob that is at hand as a whole.
    pub(crate) async fn keep(&self, blob: Uuid, bytes: Bytes) -> Result<(), StorageError> {
        self.0.write(&path(blob), bytes).await?;
        Ok(())
    }

    /// A blob as a whole: of those whose size is bounded.
    pub(crate) async fn load(&self, blob: Uuid) -> Result<Bytes, StorageError> {
        Ok(self.0.read(&path(blob)).await?.to_bytes())
    }

    /// A part of the bytes of a blob. The first read tells whether the blob is there.
    pub(crate) async fn read(
        &self,
        blob: Uuid,
        range: Range<u64>,
    ) -> Result<impl Stream<Item = std::io::Result<Bytes>> + Send + use<>, StorageError> {
        Ok(self.0.reader(&path(blob)).await?.into_bytes_stream(range).await?)
    }

    /// Removes a blob; one that is not there is removed already.
    pub(crate) async fn remove(&self, blob: Uuid) -> Result<(), StorageError> {
        self.remove_at(&path(blob)).await
    }

    pub(super) async fn remove_at(&self, path: &str) -> Result<(), StorageError> {
        match self.0.delete(path).await {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// All that lies in the storage, as a stream: there may be very many.
    pub(super) async fn entries(
        &self,
    ) -> Result<impl Stream<Item = Result<Entry, StorageError>> + Send + use<>, StorageError> {
        let listed = self.0.lister_with("").recursive(true).await?;
        let files = listed.try_filter(|entry| std::future::ready(entry.metadata().is_file()));
        Ok(files.map(|entry| {
            let entry = entry?;
            let written_at = entry
                .metadata()
                .last_modified()
                .and_then(|at| Timestamp::from_micros(at.into_inner().as_microsecond()));
            Ok(Entry { blob: blob_at(entry.path()), path: entry.path().to_owned(), written_at })
        }))
    }
}

/// Blobs lie in 256 folders, by their last two digits: the first ones are the time.
fn path(blob: Uuid) -> String {
    let name = blob.to_string();
    format!("{}/{name}", &name[name.len() - 2..])
}

fn blob_at(place: &str) -> Option<Uuid> {
    let blob = Uuid::parse_str(place.rsplit('/').next()?).ok()?;
    (path(blob) == place).then_some(blob)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_is_known_by_its_path() {
        let blob = Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_00ab);
        assert_eq!(path(blob), "ab/01980000-0000-7000-8000-0000000000ab");
        assert_eq!(blob_at(&path(blob)), Some(blob));
        assert_eq!(blob_at("incoming/01980000-0000-7000-8000-0000000000ab"), None);
        assert_eq!(blob_at("ab/x"), None);
    }
}
