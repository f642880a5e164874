use super::record::import_changed;
use super::sheet::load;
use super::starter::starter;
use crate::{Call, Error};
use domain::access::Action;
use domain::integration::imports::{
    Import, ImportFile, ImportKind, ImportPolicy, ImportProgress, ImportState, Mapping, MappingDraft,
};
use domain::shared::{ImportFileId, ImportId, ImportMappingId, Refusal, RefusalCode};
use persistence::integration::{ImportFiles, ImportMappings, Imports, insert_import};
use persistence::organisations::Organisations;
use sha2::{Digest, Sha256};

/// An import to be started.
#[derive(Clone, Debug)]
pub struct StartImport {
    /// The file, which was uploaded.
    pub file: ImportFileId,
    /// What its rows become.
    pub kind: ImportKind,
    /// The kept mapping that says which column goes into which field.
    pub mapping_id: Option<ImportMappingId>,
    /// Or else this one does.
    pub mapping: Option<MappingDraft>,
    /// What happens to bad rows.
    pub policy: ImportPolicy,
    /// Whether its rows are only tried.
    pub dry_run: bool,
}

/// An import that was started, now or before.
#[derive(Clone, Debug)]
pub struct Started {
    /// The import.
    pub import: Import,
    /// Whether it is another one, which imports or has imported the same.
    pub already: bool,
}

/// Starts an import: the file and the mapping are checked now, and the rows are gone through by a worker, with the rights
/// that the caller has then. The same file, kind and mapping for the same organisation are imported once: the import
/// before is the answer, unless it failed or was cancelled. Trying is always possible.
///
/// # Errors
/// `NOT_FOUND` for file or mapping; `REQUIRED` or `INVALID` unless there is just one mapping; what is wrong with the mapping; `UNREADABLE_TABLE`, `TOO_FEW` and `TOO_MANY` rows,
/// `MISSING_COLUMN`, `DUPLICATE_COLUMN`.
pub async fn start_import(call: &Call, input: StartImport) -> Result<Started, Error> {
    let seen = call.visibility(Action::ImportRead);
    let found = ImportFiles::of(call.database()).find(&seen, input.file).await?;
    let file = found.ok_or_else(|| Error::not_found("fileId"))?;
    call.permit(Action::ImportRun, &file.owner)?;
    if file.deleted_at.is_some() {
        return Err(Error::not_found("fileId"));
    }
    let (mapping_id, mapping) = mapping(call, &input).await?;
    let fingerprint = fingerprint(&file, &mapping)?;
    if !input.dry_run
        && let Some(import) = Imports::of(call.database()).holding(&seen, &fingerprint).await?
    {
        return Ok(Started { import, already: true });
    }
    let rows = rows(call, &input, &file, &mapping).await?;
    let starter = starter(call).await?;
    let unit = call.begin().await?;
    // One after the other: of two that ask for the same, the second one finds the first.
    let organisations = Organisations::of(&unit);
    organisations.hold(&call.visibility(Action::OrganisationRead), file.organisation).await?;
    if !input.dry_run
        && let Some(import) = Imports::of(&unit).holding(&seen, &fingerprint).await?
    {
        return Ok(Started { import, already: true });
    }
    let permit = call.permit(Action::ImportRun, &file.owner)?;
    let import = Import {
        id: ImportId::new(unit.ids()),
        organisation: file.organisation,
        file: file.id,
        file_name: file.name,
        sha256: file.sha256,
        mapping_id,
        mapping,
        fingerprint,
        policy: input.policy,
        dry_run: input.dry_run,
        state: ImportState::Queued,
        progress: ImportProgress { rows: rows as u64, ..ImportProgress::default() },
        starter,
        failure: None,
        created_at: unit.now(),
        started_at: None,
        finished_at: None,
        forgotten_at: None,
        version: 1,
        owner: file.owner,
    };
    insert_import(&unit, &import).await?;
    unit.commit([import_changed(permit, "import.started", None, &import)]).await?;
    Ok(Started { import, already: false })
}

async fn mapping(call: &Call, input: &StartImport) -> Result<(Option<ImportMappingId>, Mapping), Error> {
    let id = match (input.mapping_id, &input.mapping) {
        (Some(id), None) => id,
        (None, Some(draft)) => {
            let checked = Mapping::check(input.kind, draft).map_err(|refusals| Error::from(refusals).at("mapping"))?;
            return Ok((None, checked));
        }
        (None, None) => return Err(Refusal::new(RefusalCode::Required).at("mapping").into()),
        (Some(_), Some(_)) => {
            let reason = "give mappingId or mapping, and not both";
            return Err(Refusal::new(RefusalCode::Invalid).at("mapping").with("reason", reason).into());
        }
    };
    let found = ImportMappings::of(call.database()).find(&call.visibility(Action::ImportRead), id).await?;
    let mapping = found.ok_or_else(|| Error::not_found("mappingId"))?.mapping;
    if mapping.kind != input.kind {
        let reason = format!("the mapping is one of {}", mapping.kind);
        return Err(Refusal::new(RefusalCode::Invalid).at("mappingId").with("reason", reason).into());
    }
    Ok((Some(id), mapping))
}

/// How many rows the file has, when it can be imported like this.
async fn rows(call: &Call, input: &StartImport, file: &ImportFile, mapping: &Mapping) -> Result<usize, Error> {
    let sheet = load(call.platform(), file).await.map_err(|error| error.at("fileId"))?;
    let place = if input.mapping_id.is_some() { "mappingId" } else { "mapping" };
    mapping.find_columns(&sheet.columns).map_err(|refusals| Error::from(refusals).at(place))?;
    let most = call.platform().settings.imports.max_rows_at_once;
    let whole = input.dry_run || input.policy == ImportPolicy::AllOrNothing;
    if whole && sheet.rows.len() > most {
        return Err(Refusal::new(RefusalCode::TooMany).at("fileId").with("max", most).into());
    }
    Ok(sheet.rows.len())
}

/// What makes it the same import as another one.
fn fingerprint(file: &ImportFile, mapping: &Mapping) -> Result<String, Error> {
    // The kind stands in the mapping, which is always written down the same way.
    let mapping = serde_json::to_string(mapping).map_err(Error::unexpected)?;
    let parts = [&file.sha256, &file.organisation.to_string(), &mapping].map(String::as_str).join("\n");
    Ok(hex::encode(Sha256::digest(parts)))
}
