use crate::{Call, Error};
use domain::access::Action;
use domain::integration::imports::{Import, ImportKind, ImportRow, ImportRowOutcome};
use domain::shared::{FunctionId, Id, ImportId, OrganisationId, Page, PageRequest, PersonId};
use persistence::integration::{ImportFilter, ImportRows, Imports};

/// One import; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_import(call: &Call, id: ImportId) -> Result<Option<Import>, Error> {
    Ok(Imports::of(call.database()).find(&call.visibility(Action::ImportRead), id).await?)
}

/// One page of the imports that the caller may see, the newest first.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_imports(call: &Call, filter: &ImportFilter, page: &PageRequest) -> Result<Page<Import>, Error> {
    Ok(Imports::of(call.database()).list(&call.visibility(Action::ImportRead), filter, page).await?)
}

/// How many of these imports the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn count_imports(call: &Call, filter: &ImportFilter) -> Result<u64, Error> {
    Ok(Imports::of(call.database()).count(&call.visibility(Action::ImportRead), filter).await?)
}

/// One page of what became of the rows of an import, in the order of its file; with the import, whose kind says what the
/// records are.
///
/// # Errors
/// `NOT_FOUND` for an import that the caller may not see; `INVALID` for a cursor that is not one of this list.
pub async fn list_import_rows(
    call: &Call,
    id: ImportId,
    outcome: Option<ImportRowOutcome>,
    page: &PageRequest,
) -> Result<(Import, Page<ImportRow>), Error> {
    let import = find_import(call, id).await?.ok_or_else(|| Error::not_found("importId"))?;
    let rows = ImportRows::of(call.database(), id).list(outcome, page).await?;
    Ok((import, rows))
}

/// How many rows an import has that ended so.
///
/// # Errors
/// `NOT_FOUND` for an import that the caller may not see.
pub async fn count_import_rows(call: &Call, id: ImportId, outcome: Option<ImportRowOutcome>) -> Result<u64, Error> {
    find_import(call, id).await?.ok_or_else(|| Error::not_found("importId"))?;
    Ok(ImportRows::of(call.database(), id).count(outcome).await?)
}

/// The type of the records that rows become, as the schema spells it.
pub const fn record_type(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Organisations => OrganisationId::TYPE,
        ImportKind::People => PersonId::TYPE,
        ImportKind::Memberships => FunctionId::TYPE,
    }
}
