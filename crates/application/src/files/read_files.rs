use super::holder::holder_owner;
use crate::{Call, Error};
use domain::files::{HolderKind, StoredFile};
use domain::shared::{FileId, Slice};
use persistence::files::Files;
use std::collections::HashMap;
use uuid::Uuid;

/// One file; `None` when it does not exist, was deleted, or hangs on a record that the caller may not see.
///
/// # Errors
/// When the database does not answer.
pub async fn find_file(call: &Call, id: FileId) -> Result<Option<StoredFile>, Error> {
    let Some(file) = Files::of(call.database()).find(id).await? else { return Ok(None) };
    Ok(holder_owner(call, file.holder).await?.map(|_| file))
}

/// The files of many records of one kind that the caller sees, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_files_of(
    call: &Call,
    kind: HolderKind,
    holders: &[Uuid],
    slice: Slice,
) -> Result<HashMap<Uuid, Vec<StoredFile>>, Error> {
    Ok(Files::of(call.database()).of_holders(kind, holders, slice).await?)
}
