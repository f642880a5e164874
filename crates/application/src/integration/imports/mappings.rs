use super::record::mapping_changed;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit, Visibility};
use domain::integration::imports::{ImportKind, ImportMapping, Mapping, MappingDraft};
use domain::shared::{ImportMappingId, Name, OrganisationId, Page, PageRequest, Refusal, RefusalCode, Refusals};
use persistence::integration::{
    ImportMappingFilter, ImportMappings, delete_import_mapping as remove, insert_import_mapping as insert,
    update_import_mapping as store,
};
use persistence::organisations::Organisations;
use persistence::{Change, UnitOfWork};

/// A mapping to be kept.
#[derive(Clone, Debug)]
pub struct CreateImportMapping {
    /// For which organisation.
    pub organisation: OrganisationId,
    /// What it is called.
    pub name: String,
    /// What the rows become.
    pub kind: ImportKind,
    /// What it says.
    pub draft: MappingDraft,
}

/// A change of a mapping. What is left out stays as it is.
#[derive(Clone, Debug)]
pub struct UpdateImportMapping {
    /// Which.
    pub id: ImportMappingId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What it is called.
    pub name: Option<String>,
    /// What it says.
    pub draft: Option<MappingDraft>,
}

/// One mapping; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_import_mapping(call: &Call, id: ImportMappingId) -> Result<Option<ImportMapping>, Error> {
    Ok(ImportMappings::of(call.database()).find(&call.visibility(Action::ImportRead), id).await?)
}

/// One page of the mappings that the caller may see, by name.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_import_mappings(
    call: &Call,
    filter: &ImportMappingFilter,
    page: &PageRequest,
) -> Result<Page<ImportMapping>, Error> {
    Ok(ImportMappings::of(call.database()).list(&call.visibility(Action::ImportRead), filter, page).await?)
}

/// How many of these mappings the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn count_import_mappings(call: &Call, filter: &ImportMappingFilter) -> Result<u64, Error> {
    Ok(ImportMappings::of(call.database()).count(&call.visibility(Action::ImportRead), filter).await?)
}

/// Keeps a mapping for an organisation.
///
/// # Errors
/// What is wrong with the mapping; `NOT_FOUND` for the organisation; `TOO_MANY` above 100 of one organisation.
pub async fn create_import_mapping(call: &Call, input: CreateImportMapping) -> Result<ImportMapping, Error> {
    let mut refusals = Refusals::new();
    let name = refusals.take("name", Name::new(&input.name));
    let mapping = refusals.gather(Mapping::check(input.kind, &input.draft));
    let unit = call.begin().await?;
    let seen = call.visibility(Action::OrganisationRead);
    let organisation = Organisations::of(&unit).hold(&seen, input.organisation).await?;
    let owner = organisation.ok_or_else(|| Error::not_found("organisationId"))?.owner();
    let permit = call.permit(Action::MappingManage, &owner)?;
    let (name, mapping) = refusals.into_result(name.zip(mapping))?;
    let filter = ImportMappingFilter { organisation: Some(input.organisation), ..ImportMappingFilter::default() };
    if ImportMappings::of(&unit).count(&Visibility::everything(), &filter).await? >= ImportMapping::MOST {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", ImportMapping::MOST).into());
    }
    let kept = ImportMapping {
        id: ImportMappingId::new(unit.ids()),
        organisation: input.organisation,
        name,
        mapping,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
        owner,
    };
    insert(&unit, &kept).await?;
    unit.commit([mapping_changed(permit, "importMapping.created", None, &kept)]).await?;
    Ok(kept)
}

/// Changes a mapping. Imports that were started keep what it said.
///
/// # Errors
/// What is wrong with the mapping; `NOT_FOUND`, `VERSION_CONFLICT`.
pub async fn update_import_mapping(call: &Call, input: UpdateImportMapping) -> Result<ImportMapping, Error> {
    let unit = call.begin().await?;
    let (before, permit) = held(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let mut refusals = Refusals::new();
    let name = refusals.take("name", input.name.as_deref().map_or_else(|| Ok(before.name.clone()), Name::new));
    let checked = match &input.draft {
        Some(draft) => Mapping::check(before.mapping.kind, draft),
        None => Ok(before.mapping.clone()),
    };
    let mapping = refusals.gather(checked);
    let (name, mapping) = refusals.into_result(name.zip(mapping))?;
    let mut after = ImportMapping { name, mapping, ..before.clone() };
    if after == before {
        return Ok(before);
    }
    (after.version, after.updated_at) = (before.version + 1, unit.now());
    store(&unit, &after).await?;
    unit.commit([mapping_changed(permit, "importMapping.updated", Some(&before), &after)]).await?;
    Ok(after)
}

/// Deletes a mapping. Imports that were started keep what it said.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`.
pub async fn delete_import_mapping(call: &Call, id: ImportMappingId, expected_version: i64) -> Result<(), Error> {
    let unit = call.begin().await?;
    let (mapping, permit) = held(call, &unit, id).await?;
    expect_version(mapping.version, expected_version)?;
    remove(&unit, id).await?;
    let change = Change::new(permit, "importMapping.deleted", id, mapping.owner).version(mapping.version);
    unit.commit([change.field("name", Some(mapping.name), None)]).await?;
    Ok(())
}

async fn held(call: &Call, unit: &UnitOfWork, id: ImportMappingId) -> Result<(ImportMapping, Permit), Error> {
    let found = ImportMappings::of(unit).hold(&call.visibility(Action::ImportRead), id).await?;
    let mapping = found.ok_or_else(|| Error::not_found("id"))?;
    let permit = call.permit(Action::MappingManage, &mapping.owner)?;
    Ok((mapping, permit))
}
