use crate::graphql::shared::{AnyNodeId, NodeId, edit};
use application::files as verbs;
use async_graphql::{InputObject, MaybeUndefined};
use domain::files::{FileDraft, Holder};
use domain::shared::FileId;

/// A file to be uploaded (German: hochzuladende Datei).
#[derive(Debug, InputObject)]
pub(crate) struct RequestUploadInput {
    /// The record that it will hang on: an organisation, a series, a module, a session, a meeting, an item of an agenda or
    /// a paper (German: Bezug).
    record_id: AnyNodeId,
    /// Its name, without any folder; the ending must belong to the media type (German: Dateiname).
    name: String,
    /// What it is called in lists; its name when left out (German: Titel).
    title: Option<String>,
    /// Its media type, as a browser's `File.type` says it (German: Dateityp).
    media_type: String,
    /// How many bytes it has, as a browser's `File.size` says it (German: Größe).
    size: u64,
}

impl From<RequestUploadInput> for verbs::RequestUpload {
    fn from(input: RequestUploadInput) -> Self {
        let draft = FileDraft { name: input.name, title: input.title, media_type: input.media_type };
        Self { holder: Holder::named(&input.record_id.type_name, input.record_id.uuid), draft, size: input.size }
    }
}

/// A change of what is said about a file; what is left out stays (German: Änderung einer Datei).
#[derive(Debug, InputObject)]
pub(crate) struct UpdateFileInput {
    /// Which (German: Datei).
    pub(super) id: NodeId<FileId>,
    /// The version that the change was made from (German: Version).
    expected_version: i64,
    /// Its name, without any folder (German: Dateiname).
    name: Option<String>,
    /// What it is called in lists (German: Titel).
    title: MaybeUndefined<String>,
}

impl From<UpdateFileInput> for verbs::UpdateFile {
    fn from(input: UpdateFileInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            name: input.name,
            title: edit(input.title, |title| title),
        }
    }
}

/// A file to be deleted (German: zu löschende Datei).
#[derive(Debug, InputObject)]
pub(crate) struct DeleteFileInput {
    /// Which (German: Datei).
    pub(super) id: NodeId<FileId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

impl From<DeleteFileInput> for verbs::DeleteFile {
    fn from(input: DeleteFileInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version }
    }
}
