//! Files in the matrix, as far as GraphQL goes; `file_routes` has the bytes.

use super::case::Case;
use super::prove;
use super::target::{Made, Target, global};
use acceptance::{World, on_both_engines};
use application::Call;
use application::files::{AttachFile, attach_file};
use domain::files::{FileDraft, Holder, HolderKind, StoredFile};
use domain::organisations::Organisation;
use domain::shared::FileId;
use serde_json::json;

pub(super) const CASES: &[Case] = &[
    Case {
        field: "file",
        document: "query($id: ID!) { file(id: $id) { name downloadUrl } }",
        variables: r#"{"id": "$file"}"#,
        target: Target::File,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "requestUpload",
        document: "mutation($input: RequestUploadInput!) { requestUpload(input: $input) { errors { code } } }",
        variables: r#"{"input": {"recordId": "$organisation", "name": "Satzung.txt", "mediaType": "text/plain",
                       "size": 7}}"#,
        target: Target::Organisation,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "updateFile",
        document: "mutation($input: UpdateFileInput!) { updateFile(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$file", "expectedVersion": "$fileVersion", "title": "Satzung"}}"#,
        target: Target::File,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "deleteFile",
        document: "mutation($input: DeleteFileInput!) { deleteFile(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$file", "expectedVersion": "$fileVersion"}}"#,
        target: Target::File,
        found_by: None,
        refusals: &[],
    },
];

/// A file that hangs on a record.
pub(super) async fn attach(call: &Call, holder: Holder) -> StoredFile {
    let (name, media_type) = ("Satzung.txt".to_owned(), "text/plain".to_owned());
    let draft = FileDraft { name, title: None, media_type };
    let input = AttachFile { id: FileId::new(call.ids()), holder, draft, size: None };
    let bytes = futures::stream::iter([Ok("Satzung".into())]);
    attach_file(call, input, bytes).await.unwrap()
}

/// Makes a file of an organisation.
pub(super) async fn file(call: &Call, home: &Organisation, made: &mut Made) {
    let file = attach(call, Holder { kind: HolderKind::Organisation, id: home.id.uuid() }).await;
    made.names.push(("file", global(file.id)));
    made.names.push(("fileVersion", json!(file.version)));
}

on_both_engines! {
    async fn files(world: World) {
        prove(world, "files", CASES).await;
    }
}
