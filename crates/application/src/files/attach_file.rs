use super::holder::holder_owner;
use super::intake::{Chunk, Intake, Taken};
use super::record;
use super::ticket::UploadTicket;
use crate::{Call, Error, Platform};
use domain::access::Actor;
use domain::files::{FileDraft, FilePlan, Holder, StoredFile};
use domain::shared::{FileId, Language, Refusal, RefusalCode};
use futures::{Stream, StreamExt};
use persistence::files::Files;
use std::sync::Arc;
use uuid::Uuid;

/// A file to be attached to a record.
#[derive(Clone, Debug)]
pub struct AttachFile {
    /// The id that it gets.
    pub id: FileId,
    /// The record.
    pub holder: Holder,
    /// What is said about it.
    pub draft: FileDraft,
    /// How many bytes were announced.
    pub size: Option<u64>,
}

/// Receives the bytes of an upload that was permitted before, in the name of the one in whose session it was asked for,
/// or else of `sender`: their rights are read again, as of now.
///
/// # Errors
/// `INVALID_TOKEN` when the link is not valid any more; otherwise as for [`attach_file`].
pub async fn receive_upload(
    platform: &Arc<Platform>,
    ticket: &str,
    sender: Actor,
    request: String,
    language: Language,
    parts: impl Stream<Item = Chunk> + Send,
) -> Result<StoredFile, Error> {
    let invalid = || Error::from(Refusal::new(RefusalCode::InvalidToken));
    let (ticket, actor) = UploadTicket::open(platform, ticket, sender).await?.ok_or_else(invalid)?;
    let call = Call::new(Arc::clone(platform), actor, request, language);
    let holder = ticket.holder().ok_or_else(invalid)?;
    let input = AttachFile { id: ticket.file, holder, draft: ticket.draft(), size: Some(ticket.size) };
    attach_file(&call, input, parts).await
}

/// Attaches a file to a record. The bytes are kept first and the record of them second, in one unit of work: a crash in
/// between leaves bytes that nobody sees, which [`super::sweep`] removes.
///
/// # Errors
/// `NOT_FOUND` for the record, `DUPLICATE` when this file was uploaded already, `FILE_TOO_LARGE`, `INCOMPLETE` when bytes
/// are missing, `TYPE_MISMATCH` when they are of another type than was said.
pub async fn attach_file(
    call: &Call,
    input: AttachFile,
    parts: impl Stream<Item = Chunk> + Send,
) -> Result<StoredFile, Error> {
    let settings = &call.platform().settings.files;
    let plan = FilePlan::check(&input.draft, &settings.media_types)?;
    let holding = holder_owner(call, input.holder).await?.ok_or_else(|| Error::not_found("recordId"))?;
    holding.permit_attach(call)?;
    if Files::of(call.database()).find_also_deleted(input.id).await?.is_some() {
        return Err(Refusal::new(RefusalCode::Duplicate).into());
    }
    let blob = call.ids().uuid();
    let kept = keep_bytes(call, blob, &plan, settings.max_bytes, input.size, parts).await;
    let attached = match kept {
        Ok(taken) => keep_record(call, &input, plan, blob, taken).await,
        Err(error) => Err(error),
    };
    if attached.is_err()
        && let Err(error) = call.platform().storage.remove(blob).await
    {
        tracing::warn!(%blob, error = &error as &dyn std::error::Error, "bytes of no file stay until the next sweep");
    }
    attached
}

async fn keep_bytes(
    call: &Call,
    blob: Uuid,
    plan: &FilePlan,
    most: u64,
    announced: Option<u64>,
    parts: impl Stream<Item = Chunk> + Send,
) -> Result<Taken, Error> {
    let unavailable = |error: opendal::Error| Error::Unavailable(Box::new(error));
    let mut writer = call.platform().storage.write(blob).await?;
    let mut intake = Intake::new(plan, most);
    let mut parts = std::pin::pin!(parts);
    let read = async {
        while let Some(part) = parts.next().await {
            let part = part.map_err(|_| Refusal::new(RefusalCode::Incomplete))?;
            intake.take(&part)?;
            writer.write(part).await.map_err(unavailable)?;
        }
        Ok(intake.finish(announced)?)
    }
    .await;
    match read {
        Ok(taken) => {
            writer.close().await.map_err(unavailable)?;
            Ok(taken)
        }
        Err(error) => {
            // What cannot be taken back now is swept later.
            let _ = writer.abort().await;
            Err(error)
        }
    }
}

async fn keep_record(
    call: &Call,
    input: &AttachFile,
    plan: FilePlan,
    blob: Uuid,
    taken: Taken,
) -> Result<StoredFile, Error> {
    let unit = call.begin().await?;
    // The upload may have taken minutes: the record and the right are looked at once more.
    let holding = holder_owner(call, input.holder).await?.ok_or_else(|| Error::not_found("recordId"))?;
    let permit = holding.permit_attach(call)?;
    let now = unit.now();
    let file = StoredFile {
        id: input.id,
        holder: input.holder,
        plan,
        size: taken.size,
        sha256: taken.sha256,
        sha512: taken.sha512,
        blob,
        deleted_at: None,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    Files::insert(&unit, &file).await?;
    unit.commit([record::file(permit, "file.attached", &holding.owner, None, &file)]).await?;
    Ok(file)
}
