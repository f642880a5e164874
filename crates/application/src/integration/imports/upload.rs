use super::record::file_changed;
use super::sheet::format_of;
use super::ticket::ImportTicket;
use crate::files::Chunk;
use crate::{Call, Error, Platform};
use bytes::{Bytes, BytesMut};
use documents::SheetFormat;
use domain::access::{Action, Actor, Owner, Permit, Visibility};
use domain::files::FileName;
use domain::integration::imports::ImportFile;
use domain::shared::{ImportFileId, Language, OrganisationId, Refusal, RefusalCode, Refusals, Timestamp};
use futures::{Stream, StreamExt};
use persistence::Source;
use persistence::integration::{ImportFiles, insert_import_file};
use persistence::organisations::Organisations;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The files that are taken, by the ends of their names.
const ENDINGS: [&str; 3] = ["csv", "txt", "xlsx"];
/// How every XLSX begins, and no CSV.
const PACKED: &[u8] = b"PK\x03\x04";

/// A file to be uploaded.
#[derive(Clone, Debug)]
pub struct RequestImportUpload {
    /// For which organisation its rows are imported.
    pub organisation: OrganisationId,
    /// Its name; the end says whether it is CSV or XLSX.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
}

/// The permission to upload a file.
#[derive(Clone, Debug)]
pub struct ImportUpload {
    /// The id that the file will have.
    pub file: ImportFileId,
    /// Where its bytes are sent to with PUT.
    pub url: String,
    /// Until when the upload may begin.
    pub expires_at: Timestamp,
}

/// Permits the upload of a file that is to be imported. Nothing is kept yet: the permission is in the link, which counts
/// only as long as the session lasts and the right is held.
///
/// # Errors
/// `NOT_FOUND` for the organisation; `UNSUPPORTED_TYPE`, `FILE_TOO_LARGE`, `INCOMPLETE` for no bytes, and what is wrong
/// with the name.
pub async fn request_import_upload(call: &Call, input: RequestImportUpload) -> Result<ImportUpload, Error> {
    let platform = call.platform();
    let most = platform.settings.imports.max_bytes;
    let mut refusals = Refusals::new();
    let name = refusals.take("name", checked_name(&input.name));
    if input.size > most {
        refusals.push(Refusal::new(RefusalCode::FileTooLarge).at("size").with("max", most));
    }
    if input.size == 0 {
        refusals.push(Refusal::new(RefusalCode::Incomplete).at("size"));
    }
    permitted(call, call.database(), input.organisation).await?;
    let name = refusals.into_result(name)?;
    let file = ImportFileId::new(call.ids());
    let ticket = ImportTicket::new(call, file, input.organisation, name.as_str(), input.size);
    // The link is a key for as long as it works: no idempotency key keeps it.
    call.answer_is_secret();
    Ok(ImportUpload { file, url: ticket.url(platform), expires_at: ticket.expires_at })
}

/// Receives the bytes of an upload that was permitted before, in the name of the one in whose session it was asked for,
/// or else of `sender`: their rights are read again, as of now.
///
/// # Errors
/// `INVALID_TOKEN` when the link is not valid any more, `DUPLICATE` when this file was uploaded already,
/// `FILE_TOO_LARGE`, `INCOMPLETE` when bytes are missing, `TYPE_MISMATCH` when they are not what the name says.
pub async fn receive_import_file(
    platform: &Arc<Platform>,
    ticket: &str,
    sender: Actor,
    request: String,
    language: Language,
    parts: impl Stream<Item = Chunk> + Send,
) -> Result<ImportFile, Error> {
    let invalid = || Error::from(Refusal::new(RefusalCode::InvalidToken));
    let (ticket, actor) = ImportTicket::open(platform, ticket, sender).await?.ok_or_else(invalid)?;
    let call = Call::new(Arc::clone(platform), actor, request, language);
    let name = checked_name(&ticket.name)?;
    permitted(&call, call.database(), ticket.organisation).await?;
    let known = ImportFiles::of(call.database()).find(&Visibility::everything(), ticket.file).await?;
    if known.is_some() {
        return Err(Refusal::new(RefusalCode::Duplicate).into());
    }
    let bytes = gather(parts, platform.settings.imports.max_bytes, ticket.size).await?;
    if bytes.starts_with(PACKED) != (format_of(&name) == SheetFormat::Xlsx) {
        return Err(Refusal::new(RefusalCode::TypeMismatch).with("declared", name.extension()).into());
    }
    let (blob, sha256) = (call.ids().uuid(), hex::encode(Sha256::digest(&bytes)));
    let size = bytes.len() as u64;
    platform.storage.keep(blob, bytes).await?;
    let kept = async {
        let unit = call.begin().await?;
        // The upload may have taken minutes: the right is looked at once more.
        let (owner, permit) = permitted(&call, &unit, ticket.organisation).await?;
        let file = ImportFile {
            id: ticket.file,
            organisation: ticket.organisation,
            name,
            size,
            sha256,
            blob,
            deleted_at: None,
            created_at: unit.now(),
            owner,
        };
        insert_import_file(&unit, &file).await?;
        unit.commit([file_changed(permit, "importFile.uploaded", &file)]).await?;
        Ok(file)
    }
    .await;
    if kept.is_err()
        && let Err(error) = platform.storage.remove(blob).await
    {
        tracing::warn!(%blob, error = &error as &dyn std::error::Error, "bytes of no file stay until the next sweep");
    }
    kept
}

fn checked_name(name: &str) -> Result<FileName, Refusal> {
    let name = FileName::new(name)?;
    if ENDINGS.contains(&name.extension().as_str()) {
        return Ok(name);
    }
    Err(Refusal::new(RefusalCode::UnsupportedType).with("allowed", ENDINGS.join(", ")))
}

/// To whom the organisation belongs, when the caller may import into it.
async fn permitted(call: &Call, source: &impl Source, id: OrganisationId) -> Result<(Owner, Permit), Error> {
    let found = Organisations::of(source).find(&call.visibility(Action::OrganisationRead), id).await?;
    let owner = found.ok_or_else(|| Error::not_found("organisationId"))?.owner();
    let permit = call.permit(Action::ImportRun, &owner)?;
    Ok((owner, permit))
}

/// All bytes, which are few enough to be held.
async fn gather(parts: impl Stream<Item = Chunk> + Send, most: u64, announced: u64) -> Result<Bytes, Error> {
    let mut parts = std::pin::pin!(parts);
    let mut bytes = BytesMut::new();
    while let Some(part) = parts.next().await {
        let part = part.map_err(|_| Refusal::new(RefusalCode::Incomplete))?;
        if (bytes.len() + part.len()) as u64 > most {
            return Err(Refusal::new(RefusalCode::FileTooLarge).with("max", most).into());
        }
        bytes.extend_from_slice(&part);
    }
    if bytes.is_empty() || bytes.len() as u64 != announced {
        return Err(Refusal::new(RefusalCode::Incomplete).into());
    }
    Ok(bytes.freeze())
}
