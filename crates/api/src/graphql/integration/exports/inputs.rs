use crate::graphql::shared::{Enum, NodeId};
use application::integration::exports as verbs;
use async_graphql::InputObject;
use domain::integration::{ExportFormat, ExportState};
use domain::shared::ExportId;

/// Which exports; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct ExportFilter {
    /// In this state (German: Zustand).
    state: Option<Enum<ExportState>>,
}

impl From<ExportFilter> for verbs::ExportFilter {
    fn from(filter: ExportFilter) -> Self {
        Self { state: filter.state.map(|state| state.0) }
    }
}

/// A list that is to be exported (German: Exportauftrag).
#[derive(Debug, InputObject)]
pub(crate) struct StartExportInput {
    /// A query that goes down to one list with pages, by one field at each level. It selects `nodes` or `edges { node }`; each
    /// of them becomes a row. `first` is the size of the pages that are read, where 100 would cost too much (German: Abfrage).
    document: String,
    /// Which operation of the document, where it has several (German: Name der Abfrage).
    operation_name: Option<String>,
    /// The variables, an object of JSON as text (German: Variablen).
    variables: Option<String>,
    /// The form of the file (German: Format).
    format: Enum<ExportFormat>,
}

impl From<StartExportInput> for verbs::StartExport {
    fn from(input: StartExportInput) -> Self {
        let wanted = verbs::Wanted {
            document: input.document,
            operation: input.operation_name,
            variables: input.variables.unwrap_or_else(|| "{}".to_owned()),
        };
        Self { wanted, format: input.format.0 }
    }
}

/// An export that is to be called off (German: Export abbrechen).
#[derive(Debug, InputObject)]
pub(crate) struct CancelExportInput {
    /// Which.
    pub(super) export_id: NodeId<ExportId>,
}
