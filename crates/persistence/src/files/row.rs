//! Between rows and files.

use crate::entities::file;
use crate::error::StoreError;
use crate::stored::{checked, code, corrupt, instant};
use domain::files::{FileName, FilePlan, Holder, MediaType, StoredFile};
use domain::shared::{Name, Timestamp};
use sea_orm::ActiveValue::Set;

const WHAT: &str = "file";

pub(crate) fn read(row: file::Model) -> Result<StoredFile, StoreError> {
    Ok(StoredFile {
        id: row.id.into(),
        holder: Holder { kind: code(WHAT, &row.holder_kind)?, id: row.holder_id },
        plan: FilePlan {
            name: checked(WHAT, FileName::new(&row.name))?,
            title: checked(WHAT, Name::optional(row.title.as_deref()))?,
            media_type: checked(WHAT, MediaType::new(&row.media_type))?,
        },
        size: row.size.try_into().map_err(|error| corrupt(WHAT, error))?,
        sha256: row.sha256,
        sha512: row.sha512,
        blob: row.blob_id,
        deleted_at: row.deleted_at.map(|at| instant(WHAT, at)).transpose()?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write(file: &StoredFile) -> Result<file::ActiveModel, StoreError> {
    Ok(file::ActiveModel {
        id: Set(file.id.uuid()),
        holder_kind: Set(file.holder.kind.code().to_owned()),
        holder_id: Set(file.holder.id),
        name: Set(file.plan.name.to_string()),
        title: Set(file.plan.title.as_ref().map(Name::to_string)),
        media_type: Set(file.plan.media_type.to_string()),
        size: Set(file.size.try_into().map_err(|error| corrupt(WHAT, error))?),
        sha256: Set(file.sha256.clone()),
        sha512: Set(file.sha512.clone()),
        blob_id: Set(file.blob),
        deleted_at: Set(file.deleted_at.map(Timestamp::as_micros)),
        version: Set(file.version),
        created_at: Set(file.created_at.as_micros()),
        updated_at: Set(file.updated_at.as_micros()),
    })
}
