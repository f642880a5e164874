use crate::gate::cost;
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, Row, referred, viewer_can};
use application::organisations::find_organisations;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::integration::imports::{ImportField, ImportKind, ImportMapping as Record, Mapping};
use domain::shared::{Id, ImportMappingId};
use std::collections::BTreeSet;

/// A kept mapping of columns.
#[derive(Clone, Debug)]
pub(crate) struct ImportMapping(Row<Record>);

impl ImportMapping {
    /// Nodes of mappings that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one mapping.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// A kept mapping of the columns of files that an organisation imports (German: gespeicherte Zuordnung).
#[Object]
impl ImportMapping {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(ImportMappingId::TYPE, self.0.id.uuid())
    }

    /// What it is called (German: Name).
    async fn name(&self) -> &str {
        self.0.name.as_str()
    }

    /// What the rows become (German: Art).
    async fn kind(&self) -> Enum<ImportKind> {
        Enum(self.0.mapping.kind)
    }

    /// What it says (German: Zuordnung).
    #[graphql(directive = cost::apply(5, None))]
    async fn definition(&self) -> ImportMappingDefinition {
        ImportMappingDefinition::of(&self.0.mapping)
    }

    /// To which organisation it belongs (German: Organisation).
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// When it was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }

    /// What this viewer may do with it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &self.0.owner, &[Action::MappingManage, Action::ImportRun])
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }
}

/// Which columns go into which fields (German: Zuordnung der Spalten).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ImportMappingDefinition {
    /// The columns that are read (German: Spalten).
    #[graphql(directive = cost::apply(1, Some(20)))]
    columns: Vec<ImportColumn>,
    /// What is the same in every row (German: feste Werte).
    #[graphql(directive = cost::apply(1, Some(20)))]
    constants: Vec<ImportConstant>,
}

/// A column that is read (German: Spalte).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ImportColumn {
    /// Its name in the file (German: Überschrift).
    header: String,
    /// The field that it fills (German: Feld).
    field: Enum<ImportField>,
    /// What words in it stand for; the words as they are compared (German: Übersetzungen).
    #[graphql(directive = cost::apply(1, Some(10)))]
    values: Vec<ImportValue>,
}

/// What a word stands for (German: Übersetzung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ImportValue {
    /// The word in the file (German: in der Datei).
    from: String,
    /// What it stands for (German: bedeutet).
    to: String,
}

/// What is the same in every row (German: fester Wert).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ImportConstant {
    /// The field (German: Feld).
    field: Enum<ImportField>,
    /// What is in it (German: Wert).
    value: String,
}

impl ImportMappingDefinition {
    /// What a mapping says.
    pub(super) fn of(mapping: &Mapping) -> Self {
        let value = |(from, to): (&String, &String)| ImportValue { from: from.clone(), to: to.clone() };
        let columns = mapping.columns.iter().map(|(field, column)| ImportColumn {
            header: column.header.clone(),
            field: Enum(*field),
            values: column.values.iter().map(value).collect(),
        });
        let constants = mapping.constants.iter();
        let constants = constants.map(|(field, value)| ImportConstant { field: Enum(*field), value: value.clone() });
        Self { columns: columns.collect(), constants: constants.collect() }
    }
}
