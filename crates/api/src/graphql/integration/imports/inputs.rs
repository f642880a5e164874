use crate::graphql::shared::{Enum, NodeId};
use application::integration::imports as verbs;
use async_graphql::InputObject;
use domain::integration::imports::{
    ColumnDraft, ConstantDraft, ImportField, ImportKind, ImportPolicy, ImportState, MappingDraft, ValueDraft,
};
use domain::shared::{ImportFileId, ImportId, ImportMappingId, OrganisationId};

/// Which imports; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct ImportFilter {
    /// For this organisation (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// Of such rows (German: Art).
    kind: Option<Enum<ImportKind>>,
    /// In this state (German: Zustand).
    state: Option<Enum<ImportState>>,
    /// Of this file (German: Datei).
    file_id: Option<NodeId<ImportFileId>>,
}

impl From<ImportFilter> for verbs::ImportFilter {
    fn from(filter: ImportFilter) -> Self {
        Self {
            organisation: filter.organisation_id.map(|id| id.0),
            kind: filter.kind.map(|kind| kind.0),
            state: filter.state.map(|state| state.0),
            file: filter.file_id.map(|id| id.0),
        }
    }
}

/// Which mappings; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct ImportMappingFilter {
    /// Of this organisation (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// For such rows (German: Art).
    kind: Option<Enum<ImportKind>>,
}

impl From<ImportMappingFilter> for verbs::ImportMappingFilter {
    fn from(filter: ImportMappingFilter) -> Self {
        Self { organisation: filter.organisation_id.map(|id| id.0), kind: filter.kind.map(|kind| kind.0) }
    }
}

/// A file to be uploaded (German: hochzuladende Datei).
#[derive(Debug, InputObject)]
pub(crate) struct RequestImportUploadInput {
    /// For which organisation its rows are imported (German: Organisation).
    organisation_id: NodeId<OrganisationId>,
    /// Its name, which ends in `.csv`, `.txt` or `.xlsx` (German: Dateiname).
    name: String,
    /// How many bytes it has (German: Größe).
    size: u64,
}

impl From<RequestImportUploadInput> for verbs::RequestImportUpload {
    fn from(input: RequestImportUploadInput) -> Self {
        Self { organisation: input.organisation_id.0, name: input.name, size: input.size }
    }
}

/// Which columns go into which fields (German: Zuordnung der Spalten).
#[derive(Debug, Default, InputObject)]
pub(crate) struct ImportMappingDefinitionInput {
    /// The columns that are read; others are left alone (German: Spalten).
    columns: Vec<ImportColumnInput>,
    /// What is the same in every row (German: feste Werte).
    constants: Option<Vec<ImportConstantInput>>,
}

/// A column that is read (German: Spalte).
#[derive(Debug, InputObject)]
pub(crate) struct ImportColumnInput {
    /// Its name in the file; case and marks do not matter (German: Überschrift).
    header: String,
    /// The field that it fills (German: Feld).
    field: Enum<ImportField>,
    /// What words in it stand for, 500 at most (German: Übersetzungen).
    values: Option<Vec<ImportValueInput>>,
}

/// What a word stands for, for instance `Stadt` for `MUNICIPALITY` (German: Übersetzung).
#[derive(Debug, InputObject)]
pub(crate) struct ImportValueInput {
    /// The word in the file (German: in der Datei).
    from: String,
    /// What it stands for; empty for nothing (German: bedeutet).
    to: String,
}

/// What is the same in every row (German: fester Wert).
#[derive(Debug, InputObject)]
pub(crate) struct ImportConstantInput {
    /// The field (German: Feld).
    field: Enum<ImportField>,
    /// What is in it (German: Wert).
    value: String,
}

impl From<ImportMappingDefinitionInput> for MappingDraft {
    fn from(input: ImportMappingDefinitionInput) -> Self {
        let value = |value: ImportValueInput| ValueDraft { from: value.from, to: value.to };
        let column = |column: ImportColumnInput| ColumnDraft {
            header: column.header,
            field: column.field.0,
            values: column.values.unwrap_or_default().into_iter().map(value).collect(),
        };
        let constant = |constant: ImportConstantInput| ConstantDraft { field: constant.field.0, value: constant.value };
        Self {
            columns: input.columns.into_iter().map(column).collect(),
            constants: input.constants.unwrap_or_default().into_iter().map(constant).collect(),
        }
    }
}

/// A mapping to be kept (German: neue Zuordnung).
#[derive(Debug, InputObject)]
pub(crate) struct CreateImportMappingInput {
    /// For which organisation (German: Organisation).
    organisation_id: NodeId<OrganisationId>,
    /// What it is called (German: Name).
    name: String,
    /// What the rows become (German: Art).
    kind: Enum<ImportKind>,
    /// What it says (German: Zuordnung).
    definition: ImportMappingDefinitionInput,
}

impl From<CreateImportMappingInput> for verbs::CreateImportMapping {
    fn from(input: CreateImportMappingInput) -> Self {
        Self {
            organisation: input.organisation_id.0,
            name: input.name,
            kind: input.kind.0,
            draft: input.definition.into(),
        }
    }
}

/// A change of a mapping; what is left out stays as it is (German: Änderung einer Zuordnung).
#[derive(Debug, InputObject)]
pub(crate) struct UpdateImportMappingInput {
    /// Which (German: Zuordnung).
    pub(super) id: NodeId<ImportMappingId>,
    /// The version that the change is made from (German: Version).
    expected_version: i64,
    /// What it is called (German: Name).
    name: Option<String>,
    /// All that it says (German: Zuordnung).
    definition: Option<ImportMappingDefinitionInput>,
}

impl From<UpdateImportMappingInput> for verbs::UpdateImportMapping {
    fn from(input: UpdateImportMappingInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            name: input.name,
            draft: input.definition.map(Into::into),
        }
    }
}

/// A mapping to be deleted (German: zu löschende Zuordnung).
#[derive(Debug, InputObject)]
pub(crate) struct DeleteImportMappingInput {
    /// Which (German: Zuordnung).
    pub(super) id: NodeId<ImportMappingId>,
    /// The version that the caller saw (German: Version).
    pub(super) expected_version: i64,
}

/// An import to be started (German: Import).
#[derive(Debug, InputObject)]
pub(crate) struct StartImportInput {
    /// The file, which was uploaded (German: Datei).
    file_id: NodeId<ImportFileId>,
    /// What its rows become (German: Art).
    kind: Enum<ImportKind>,
    /// The kept mapping that says which columns go into which fields; or else `mapping` does (German: gespeicherte
    /// Zuordnung).
    mapping_id: Option<NodeId<ImportMappingId>>,
    /// Which columns go into which fields (German: eigene Zuordnung).
    mapping: Option<ImportMappingDefinitionInput>,
    /// What happens to bad rows (German: Umgang mit Fehlern).
    policy: Enum<ImportPolicy>,
    /// Whether the rows are only tried, and nothing is kept; not unless given (German: Probelauf).
    dry_run: Option<bool>,
}

impl From<StartImportInput> for verbs::StartImport {
    fn from(input: StartImportInput) -> Self {
        Self {
            file: input.file_id.0,
            kind: input.kind.0,
            mapping_id: input.mapping_id.map(|id| id.0),
            mapping: input.mapping.map(Into::into),
            policy: input.policy.0,
            dry_run: input.dry_run.unwrap_or(false),
        }
    }
}

/// An import to be cancelled (German: abzubrechender Import).
#[derive(Debug, InputObject)]
pub(crate) struct CancelImportInput {
    /// Which (German: Import).
    pub(super) import_id: NodeId<ImportId>,
}
