use crate::{Call, Error};
use domain::access::Action;
use domain::integration::Export;
use domain::shared::{ExportId, Page, PageRequest};
use persistence::integration::{ExportFilter, Exports};

/// One page of the exports that the caller may see, the newest first.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_exports(call: &Call, filter: &ExportFilter, page: &PageRequest) -> Result<Page<Export>, Error> {
    Ok(Exports::of(call.database()).list(&call.visibility(Action::ExportRead), filter, page).await?)
}

/// How many of these exports the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn count_exports(call: &Call, filter: &ExportFilter) -> Result<u64, Error> {
    Ok(Exports::of(call.database()).count(&call.visibility(Action::ExportRead), filter).await?)
}

/// One export; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_export(call: &Call, id: ExportId) -> Result<Option<Export>, Error> {
    Ok(Exports::of(call.database()).find(&call.visibility(Action::ExportRead), id).await?)
}
