use super::holder::holder_owner;
use super::ticket::{UPLOAD_SECONDS, UploadTicket};
use crate::{Call, Error};
use domain::files::{FileDraft, FilePlan, Holder};
use domain::shared::{FileId, Refusal, RefusalCode, Timestamp};

/// A file to be uploaded.
#[derive(Clone, Debug)]
pub struct RequestUpload {
    /// The record that it will hang on; none when the caller named something on which no files hang.
    pub holder: Option<Holder>,
    /// What is said about it.
    pub draft: FileDraft,
    /// How many bytes it has.
    pub size: u64,
}

/// The permission to upload a file.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The id that the file will have.
    pub file: FileId,
    /// Where its bytes are sent to with PUT.
    pub url: String,
    /// Until when the upload may begin.
    pub expires_at: Timestamp,
}

/// Permits the upload of a file to a record. Nothing is kept yet: the permission is in the link, which counts only as
/// long as the session lasts and the right is held.
///
/// # Errors
/// `NOT_FOUND` for the record; `UNSUPPORTED_TYPE`, `FILE_TOO_LARGE`, `INCOMPLETE` for no bytes, and what is wrong with the
/// name.
pub async fn request_upload(call: &Call, input: RequestUpload) -> Result<Upload, Error> {
    let settings = &call.platform().settings.files;
    let checked = FilePlan::check(&input.draft, &settings.media_types);
    let mut refusals = checked.err().unwrap_or_default();
    if input.size > settings.max_bytes {
        refusals.push(Refusal::new(RefusalCode::FileTooLarge).at("size").with("max", settings.max_bytes));
    }
    if input.size == 0 {
        refusals.push(Refusal::new(RefusalCode::Incomplete).at("size"));
    }
    let holder = input.holder.ok_or_else(|| Error::not_found("recordId"))?;
    let holding = holder_owner(call, holder).await?.ok_or_else(|| Error::not_found("recordId"))?;
    holding.permit_attach(call)?;
    if !refusals.is_empty() {
        return Err(refusals.into());
    }
    let ticket = UploadTicket::new(FileId::new(call.ids()), holder, input.draft, input.size, call);
    // The link is a key for as long as it works: no idempotency key keeps it.
    call.answer_is_secret();
    let platform = call.platform();
    Ok(Upload {
        file: ticket.file,
        url: format!("{}{}", platform.settings.public_url, ticket.path(&platform.secret)),
        expires_at: call.now().plus_seconds(UPLOAD_SECONDS),
    })
}
