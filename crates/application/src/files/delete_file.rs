use super::holder::holder_owner;
use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::files::StoredFile;
use domain::shared::FileId;
use persistence::files::Files;

/// A file to be deleted.
#[derive(Clone, Copy, Debug)]
pub struct DeleteFile {
    /// Which.
    pub id: FileId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// Deletes a file: its bytes go, a record that there was one remains. When the storage does not answer, the next
/// [`super::sweep`] removes the bytes.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`.
pub async fn delete_file(call: &Call, input: DeleteFile) -> Result<StoredFile, Error> {
    let unit = call.begin().await?;
    let not_found = || Error::not_found("id");
    let before = Files::of(&unit).hold(input.id).await?.ok_or_else(not_found)?;
    let holding = holder_owner(call, before.holder).await?.ok_or_else(not_found)?;
    let permit = holding.permit_attach(call)?;
    expect_version(before.version, input.expected_version)?;
    let now = unit.now();
    let after = StoredFile { deleted_at: Some(now), version: before.version + 1, updated_at: now, ..before.clone() };
    Files::update(&unit, &after, before.version).await?;
    unit.commit([record::file(permit, "file.deleted", &holding.owner, Some(&before), &after)]).await?;
    if let Err(error) = call.platform().storage.remove(after.blob).await {
        let error: &dyn std::error::Error = &error;
        tracing::warn!(blob = %after.blob, error, "bytes of a deleted file stay until the next sweep");
    }
    Ok(after)
}
