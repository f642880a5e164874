//! What the audit says about a change of a file.

use domain::access::{Owner, Permit};
use domain::files::StoredFile;
use persistence::Change;

/// What `event` made of a file, which belongs to whom its holder belongs.
pub(super) fn file(
    permit: Permit,
    event: &'static str,
    owner: &Owner,
    before: Option<&StoredFile>,
    after: &StoredFile,
) -> Change {
    let holder = |it: &StoredFile| format!("{} {}", it.holder.kind, it.holder.id);
    Change::new(permit, event, after.id, owner.clone())
        .version(after.version)
        .field("holder", before.map(holder), Some(holder(after)))
        .field("name", before.map(|it| &it.plan.name), Some(&after.plan.name))
        .field("title", before.and_then(|it| it.plan.title.as_ref()), after.plan.title.as_ref())
        .field("mediaType", before.map(|it| &it.plan.media_type), Some(&after.plan.media_type))
        .field("size", before.map(|it| it.size), Some(after.size))
        .field("sha256", before.map(|it| &it.sha256), Some(&after.sha256))
        .field("deletedAt", before.and_then(|it| it.deleted_at), after.deleted_at)
}
