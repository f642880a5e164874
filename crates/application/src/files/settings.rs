//! What an operator decides about files.

/// What an operator decides about files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSettings {
    /// How many bytes one file may have.
    pub max_bytes: u64,
    /// The media types that are taken.
    pub media_types: Vec<String>,
}

impl FileSettings {
    /// What offices exchange: documents, sheets, slides, pictures, plain text and dates.
    pub const USUAL_TYPES: &[&str] = &[
        "application/pdf",
        "application/vnd.oasis.opendocument.presentation",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "text/calendar",
        "text/csv",
        "text/markdown",
        "text/plain",
    ];
}

impl Default for FileSettings {
    fn default() -> Self {
        Self { max_bytes: 50 << 20, media_types: Self::USUAL_TYPES.iter().map(ToString::to_string).collect() }
    }
}

/// Where an S3-compatible storage is, and how it is opened.
#[derive(Clone, PartialEq, Eq)]
pub struct S3Settings {
    /// The address, for instance `https://s3.example`.
    pub endpoint: String,
    /// The region; `us-east-1` where the storage knows none.
    pub region: String,
    /// The bucket, which is there already.
    pub bucket: String,
    /// The folder in the bucket.
    pub folder: String,
    /// The id of the access key.
    pub access_key_id: String,
    /// The secret of the access key.
    pub secret_access_key: String,
}

impl std::fmt::Debug for S3Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("S3Settings")
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .finish_non_exhaustive()
    }
}
