//! Between rows and published objects.

use crate::entities::oparl_object;
use crate::error::StoreError;
use crate::stored::{code, corrupt, instant};
use domain::oparl::{ObjectPath, Published, Sealed};
use domain::shared::CommitteeId;
use sea_orm::ActiveValue::Set;

const WHAT: &str = "published object";

pub(super) fn read(row: oparl_object::Model) -> Result<Published, StoreError> {
    let content = row.content.as_deref().map(serde_json::from_str).transpose();
    Ok(Published {
        kind: code(WHAT, &row.kind)?,
        path: ObjectPath::stored(row.path),
        created: instant(WHAT, row.created_at)?,
        modified: instant(WHAT, row.modified_at)?,
        content: content.map_err(|error| corrupt(WHAT, error))?,
    })
}

pub(super) fn write(sealed: Sealed, created: i64, modified: i64) -> Result<oparl_object::ActiveModel, StoreError> {
    let object = sealed.object;
    let content = serde_json::to_string(object.fields.as_map()).map_err(|error| corrupt(WHAT, error))?;
    Ok(oparl_object::ActiveModel {
        path: Set(object.path.to_string()),
        kind: Set(object.kind.code().to_owned()),
        body: Set(object.body),
        committee_id: Set(object.committee.map(CommitteeId::uuid)),
        content: Set(Some(content)),
        digest: Set(sealed.digest),
        created_at: Set(created),
        modified_at: Set(modified),
    })
}
