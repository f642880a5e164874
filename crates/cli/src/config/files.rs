//! Where files are kept, and which ones are taken.

use application::files::{FileSettings, S3Settings};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where files are kept, and which ones are taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Files {
    /// How many bytes one file may have.
    pub(crate) max_bytes: u64,
    /// The media types that are taken.
    pub(crate) media_types: Vec<String>,
    /// An S3-compatible storage. When left out, files lie in the folder `files` of `data_dir`, which several nodes would
    /// have to share.
    pub(crate) s3: Option<S3>,
}

impl Default for Files {
    fn default() -> Self {
        let FileSettings { max_bytes, media_types } = FileSettings::default();
        Self { max_bytes, media_types, s3: None }
    }
}

impl Files {
    /// What the platform is told.
    pub(crate) fn settings(&self) -> FileSettings {
        FileSettings { max_bytes: self.max_bytes, media_types: self.media_types.clone() }
    }
}

/// An S3-compatible storage.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct S3 {
    /// The address, for instance `https://s3.example`.
    endpoint: String,
    /// The region.
    #[serde(default = "usual_region")]
    region: String,
    /// The bucket, which is there already.
    bucket: String,
    /// The folder in the bucket; its root when left out.
    #[serde(default)]
    folder: String,
    /// The id of the access key.
    access_key_id: String,
    /// The secret of the access key.
    secret_access_key: String,
}

fn usual_region() -> String {
    "us-east-1".to_owned()
}

impl From<S3> for S3Settings {
    fn from(s3: S3) -> Self {
        let S3 { endpoint, region, bucket, folder, access_key_id, secret_access_key } = s3;
        Self { endpoint, region, bucket, folder, access_key_id, secret_access_key }
    }
}

impl std::fmt::Debug for S3 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("S3").field("endpoint", &self.endpoint).field("bucket", &self.bucket).finish_non_exhaustive()
    }
}
