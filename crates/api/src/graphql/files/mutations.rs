use super::inputs::{DeleteFileInput, RequestUploadInput, UpdateFileInput};
use super::types::File;
use crate::gate::authorized;
use crate::graphql::shared::{DateTime, NodeId, UserError, call, failure, outcome};
use application::files as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::shared::FileId;

/// The permission to upload a file (German: Erlaubnis zum Hochladen).
#[derive(Debug, SimpleObject)]
pub(crate) struct Upload {
    /// The global id that the file will have.
    file_id: NodeId<FileId>,
    /// Where the bytes are sent to, with `PUT` and as they are: `fetch(url, {method: "PUT", body: file})`. The link is a
    /// key: it is shown to nobody else (German: Adresse zum Hochladen).
    url: String,
    /// Until when the upload may begin (German: gültig bis).
    expires_at: DateTime,
}

/// What came of the request to upload a file (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct RequestUploadPayload {
    /// The permission (German: Erlaubnis).
    upload: Option<Upload>,
    /// Why there is none; empty when there is one (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a change of a file (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct FilePayload {
    /// The file after the change; after a `VERSION_CONFLICT` as it is now (German: Datei).
    file: Option<File>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of the deletion of a file (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct DeleteFilePayload {
    /// The id of the file that is gone (German: gelöschte Datei).
    deleted_id: Option<NodeId<FileId>>,
    /// Why nothing was deleted; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change files.
#[derive(Debug, Default)]
pub(crate) struct FileMutations;

#[Object]
impl FileMutations {
    /// Asks for the permission to upload a file to a record. The file is there once its bytes have arrived (German:
    /// Hochladen beantragen).
    #[graphql(directive = authorized::apply(Action::FileAttach))]
    async fn request_upload(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The file.")] input: RequestUploadInput,
    ) -> Result<RequestUploadPayload> {
        let (upload, errors) = outcome(ctx, verbs::request_upload(call(ctx), input.into()).await)?;
        let upload = upload.map(|upload| Upload {
            file_id: NodeId(upload.file),
            url: upload.url,
            expires_at: DateTime(upload.expires_at),
        });
        Ok(RequestUploadPayload { upload, errors })
    }

    /// Changes what is said about a file (German: Datei umbenennen).
    #[graphql(directive = authorized::apply(Action::FileAttach))]
    async fn update_file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateFileInput,
    ) -> Result<FilePayload> {
        let id = input.id.0;
        let (changed, errors) = outcome(ctx, verbs::update_file(call(ctx), input.into()).await)?;
        let shown = match changed {
            None if errors.iter().any(UserError::is_conflict) => failure(ctx, verbs::find_file(call(ctx), id).await)?,
            changed => changed,
        };
        Ok(FilePayload { file: shown.map(File::one), errors })
    }

    /// Deletes a file with its bytes; that there was one stays in the records (German: Datei löschen).
    #[graphql(directive = authorized::apply(Action::FileAttach))]
    async fn delete_file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one.")] input: DeleteFileInput,
    ) -> Result<DeleteFilePayload> {
        let (deleted, errors) = outcome(ctx, verbs::delete_file(call(ctx), input.into()).await)?;
        Ok(DeleteFilePayload { deleted_id: deleted.map(|file| NodeId(file.id)), errors })
    }
}
