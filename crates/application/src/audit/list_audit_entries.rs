use crate::{Call, Error};
use domain::access::Action;
use domain::shared::{AuditEntryId, Page, PageRequest};
use persistence::audit::{AuditEntries, AuditEntry, AuditFilter};

/// One page of the entries that the caller may see, the newest first.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_audit_entries(
    call: &Call,
    filter: &AuditFilter,
    page: &PageRequest,
) -> Result<Page<AuditEntry>, Error> {
    let seen = call.visibility(Action::AuditRead);
    Ok(AuditEntries::of(call.database()).list(&seen, filter, page).await?)
}

/// How many entries of this kind the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn count_audit_entries(call: &Call, filter: &AuditFilter) -> Result<u64, Error> {
    Ok(AuditEntries::of(call.database()).count(&call.visibility(Action::AuditRead), filter).await?)
}

/// One entry; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_audit_entry(call: &Call, id: AuditEntryId) -> Result<Option<AuditEntry>, Error> {
    Ok(AuditEntries::of(call.database()).find(&call.visibility(Action::AuditRead), id).await?)
}
