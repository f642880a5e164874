use super::import::Import;
use super::inputs::{
    CancelImportInput, CreateImportMappingInput, DeleteImportMappingInput, RequestImportUploadInput, StartImportInput,
    UpdateImportMappingInput,
};
use super::mapping::ImportMapping;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{DateTime, NodeId, UserError, call, failure, outcome};
use application::integration::imports as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::integration::imports::ImportMapping as Mapping;
use domain::shared::{ImportFileId, ImportMappingId};

/// The permission to upload a file that is to be imported (German: Erlaubnis zum Hochladen).
#[derive(Debug, SimpleObject)]
pub(crate) struct ImportUpload {
    /// The global id that the file will have.
    file_id: NodeId<ImportFileId>,
    /// Where the bytes are sent to, with `PUT` and as they are. The link is a key: it is shown to nobody else (German:
    /// Adresse zum Hochladen).
    url: String,
    /// Until when the upload may begin (German: gültig bis).
    expires_at: DateTime,
}

/// What came of the request to upload a file (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct RequestImportUploadPayload {
    /// The permission (German: Erlaubnis).
    upload: Option<ImportUpload>,
    /// Why there is none; empty when there is one (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of the start of an import (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct StartImportPayload {
    /// The import; with `alreadyImported` the one before it (German: Import).
    import: Option<Import>,
    /// Whether the same file was imported with the same mapping for the same organisation already, or is about to be:
    /// then nothing was started (German: schon importiert).
    already_imported: bool,
    /// Why nothing was started; empty when something was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a change of an import (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct ImportPayload {
    /// The import after the change (German: Import).
    import: Option<Import>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a change of a mapping (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct ImportMappingPayload {
    /// The mapping after the change; after a `VERSION_CONFLICT` as it is now (German: Zuordnung).
    mapping: Option<ImportMapping>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of the deletion of a mapping (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct DeleteImportMappingPayload {
    /// The id of the mapping that is gone (German: gelöschte Zuordnung).
    deleted_id: Option<NodeId<ImportMappingId>>,
    /// Why nothing was deleted; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that import.
#[derive(Debug, Default)]
pub(crate) struct ImportMutations;

#[Object]
impl ImportMutations {
    /// Asks for the permission to upload a file that is to be imported: CSV or XLSX. Nobody but those who may read the
    /// imports of the organisation learns of it, and it is deleted after its time (German: Hochladen beantragen).
    #[graphql(directive = authorized::apply(Action::ImportRun))]
    async fn request_import_upload(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The file.")] input: RequestImportUploadInput,
    ) -> Result<RequestImportUploadPayload> {
        let (upload, errors) = outcome(ctx, verbs::request_import_upload(call(ctx), input.into()).await)?;
        let upload = upload.map(|upload| ImportUpload {
            file_id: NodeId(upload.file),
            url: upload.url,
            expires_at: DateTime(upload.expires_at),
        });
        Ok(RequestImportUploadPayload { upload, errors })
    }

    /// Starts an import, or a trial of one. File and mapping are checked at once; the rows are gone through afterwards,
    /// with the rights that the caller has then (German: Import starten).
    #[graphql(directive = authorized::apply(Action::ImportRun), directive = cost::apply(50, None))]
    async fn start_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What, and how.")] input: StartImportInput,
    ) -> Result<StartImportPayload> {
        let (started, errors) = outcome(ctx, verbs::start_import(call(ctx), input.into()).await)?;
        let already_imported = started.as_ref().is_some_and(|started| started.already);
        Ok(StartImportPayload { import: started.map(|started| Import::one(started.import)), already_imported, errors })
    }

    /// Cancels an import. With `SKIP_BAD_ROWS` the rows that were kept before stay (German: Import abbrechen).
    #[graphql(directive = authorized::apply(Action::ImportRun))]
    async fn cancel_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which import.")] input: CancelImportInput,
    ) -> Result<ImportPayload> {
        let (cancelled, errors) = outcome(ctx, verbs::cancel_import(call(ctx), input.import_id.0).await)?;
        Ok(ImportPayload { import: cancelled.map(Import::one), errors })
    }

    /// Keeps a mapping of columns (German: Zuordnung speichern).
    #[graphql(directive = authorized::apply(Action::MappingManage))]
    async fn create_import_mapping(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The mapping.")] input: CreateImportMappingInput,
    ) -> Result<ImportMappingPayload> {
        let (made, errors) = outcome(ctx, verbs::create_import_mapping(call(ctx), input.into()).await)?;
        Ok(ImportMappingPayload { mapping: made.map(ImportMapping::one), errors })
    }

    /// Changes a mapping of columns (German: Zuordnung ändern).
    #[graphql(directive = authorized::apply(Action::MappingManage))]
    async fn update_import_mapping(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateImportMappingInput,
    ) -> Result<ImportMappingPayload> {
        let id = input.id.0;
        let (changed, errors) = outcome(ctx, verbs::update_import_mapping(call(ctx), input.into()).await)?;
        let shown: Option<Mapping> = match changed {
            None if errors.iter().any(UserError::is_conflict) => {
                failure(ctx, verbs::find_import_mapping(call(ctx), id).await)?
            }
            changed => changed,
        };
        Ok(ImportMappingPayload { mapping: shown.map(ImportMapping::one), errors })
    }

    /// Deletes a mapping of columns; imports that were started keep what it said (German: Zuordnung löschen).
    #[graphql(directive = authorized::apply(Action::MappingManage))]
    async fn delete_import_mapping(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which mapping.")] input: DeleteImportMappingInput,
    ) -> Result<DeleteImportMappingPayload> {
        let (id, version) = (input.id.0, input.expected_version);
        let (deleted, errors) = outcome(ctx, verbs::delete_import_mapping(call(ctx), id, version).await)?;
        Ok(DeleteImportMappingPayload { deleted_id: deleted.map(|()| NodeId(id)), errors })
    }
}
