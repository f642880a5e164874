//! What the audit learns of imports.

use crate::recorded::{Shown, fields, shown};
use domain::access::Permit;
use domain::integration::imports::{Import, ImportFile, ImportMapping};
use persistence::Change;

const IMPORT: [(&str, Shown<Import>); 10] = [
    ("fileName", |import| shown(Some(&import.file_name))),
    ("sha256", |import| shown(Some(&import.sha256))),
    ("kind", |import| shown(Some(import.kind()))),
    ("policy", |import| shown(Some(import.policy))),
    ("dryRun", |import| shown(Some(import.dry_run))),
    ("state", |import| shown(Some(import.state))),
    ("done", |import| shown(Some(import.progress.done))),
    ("created", |import| shown(Some(import.progress.created))),
    ("duplicates", |import| shown(Some(import.progress.duplicates))),
    ("refused", |import| shown(Some(import.progress.refused))),
];

const MAPPING: [(&str, Shown<ImportMapping>); 3] = [
    ("name", |mapping| shown(Some(&mapping.name))),
    ("kind", |mapping| shown(Some(mapping.mapping.kind))),
    ("mapping", |mapping| serde_json::to_string(&mapping.mapping).ok()),
];

/// What `event` made of an import.
pub(super) fn import_changed(permit: Permit, event: &'static str, before: Option<&Import>, after: &Import) -> Change {
    let change = Change::new(permit, event, after.id, after.owner.clone()).version(after.version);
    fields(change, &IMPORT, before, after)
}

/// What `event` made of a file.
pub(super) fn file_changed(permit: Permit, event: &'static str, file: &ImportFile) -> Change {
    Change::new(permit, event, file.id, file.owner.clone())
        .field("name", None, Some(&file.name))
        .field("size", None, Some(file.size))
        .field("sha256", None, Some(&file.sha256))
}

/// What `event` made of a mapping.
pub(super) fn mapping_changed(
    permit: Permit,
    event: &'static str,
    before: Option<&ImportMapping>,
    after: &ImportMapping,
) -> Change {
    let change = Change::new(permit, event, after.id, after.owner.clone()).version(after.version);
    fields(change, &MAPPING, before, after)
}
