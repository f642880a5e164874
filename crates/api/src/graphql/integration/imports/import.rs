use super::mapping::ImportMappingDefinition;
use super::row::ImportMessage;
use crate::gate::{authorized, cost};
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, NodeId, Row, call, failure, referred, viewer_can};
use crate::graphql::table_format::TableFormat;
use application::integration::imports as verbs;
use application::organisations::find_organisations;
use async_graphql::{Context, Object, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::access::Action;
use domain::integration::imports::{Import as Record, ImportKind, ImportPolicy, ImportState};
use domain::shared::{Id, ImportFileId, ImportId, ImportMappingId};
use std::collections::BTreeSet;

/// An import of a file.
#[derive(Clone, Debug)]
pub(crate) struct Import(Row<Record>);

impl Import {
    /// Nodes of imports that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one import.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// An import of a file: its rows become records by the same rules as everything that people enter, with the rights of
/// those who started it (German: Import). What became of the rows is read by `importRows`.
#[Object]
impl Import {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(ImportId::TYPE, self.0.id.uuid())
    }

    /// What the rows become (German: Art).
    async fn kind(&self) -> Enum<ImportKind> {
        Enum(self.0.kind())
    }

    /// The uploaded file, which may be imported again as long as it is kept (German: Datei).
    async fn file_id(&self) -> NodeId<ImportFileId> {
        NodeId(self.0.file)
    }

    /// The name of the file (German: Dateiname).
    async fn file_name(&self) -> &str {
        self.0.file_name.as_str()
    }

    /// SHA-256 of the file, in hexadecimal form (German: Prüfsumme).
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// The kept mapping by which it was started; what that says may have changed since (German: gespeicherte Zuordnung).
    async fn mapping_id(&self) -> Option<NodeId<ImportMappingId>> {
        self.0.mapping_id.map(NodeId)
    }

    /// Which columns go into which fields, as it was said at the start (German: Zuordnung).
    #[graphql(directive = cost::apply(5, None))]
    async fn mapping(&self) -> ImportMappingDefinition {
        ImportMappingDefinition::of(&self.0.mapping)
    }

    /// For which organisation (German: Organisation).
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// What happens to bad rows (German: Umgang mit Fehlern).
    async fn policy(&self) -> Enum<ImportPolicy> {
        Enum(self.0.policy)
    }

    /// Whether the rows are only tried (German: Probelauf).
    async fn dry_run(&self) -> bool {
        self.0.dry_run
    }

    /// How far it is (German: Zustand).
    async fn state(&self) -> Enum<ImportState> {
        Enum(self.0.state)
    }

    /// How many rows it has (German: Zeilen).
    async fn row_count(&self) -> u64 {
        self.0.progress.rows
    }

    /// How many of them were gone through; when all are kept or none, this is known at the end (German: bearbeitet).
    async fn done_count(&self) -> u64 {
        self.0.progress.done
    }

    /// How many became records, or would (German: angelegt).
    async fn created_count(&self) -> u64 {
        self.0.progress.created
    }

    /// How many are there already, or look alike (German: schon vorhanden).
    async fn duplicate_count(&self) -> u64 {
        self.0.progress.duplicates
    }

    /// How many were refused (German: abgelehnt).
    async fn refused_count(&self) -> u64 {
        self.0.progress.refused
    }

    /// Why it failed (German: Fehler).
    async fn failure(&self, ctx: &Context<'_>) -> Option<ImportMessage> {
        self.0.failure.as_ref().map(|failure| ImportMessage::new(failure, call(ctx).language()))
    }

    /// What became of its rows as a file, in German and in Base64 (German: Datei mit Ergebnissen).
    #[graphql(directive = authorized::apply(Action::ImportRead), directive = cost::apply(50, None))]
    async fn results_file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As what.")] format: TableFormat,
    ) -> Result<Option<String>> {
        let bytes = failure(ctx, verbs::export_import_rows(call(ctx), self.0.id, format.into()).await)?;
        Ok(bytes.map(|bytes| STANDARD.encode(bytes)))
    }

    /// Where that file is to be had: by GET with the same access token (German: Adresse der Datei).
    async fn results_url(&self, ctx: &Context<'_>, #[graphql(desc = "As what.")] format: TableFormat) -> String {
        let id = AnyNodeId::new(ImportId::TYPE, self.0.id.uuid()).write();
        let base = &call(ctx).platform().settings.public_url;
        format!("{base}/imports/{id}/results.{}", format.extension())
    }

    /// When it was asked for (German: beauftragt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was begun (German: begonnen am).
    async fn started_at(&self) -> Option<DateTime> {
        self.0.started_at.map(DateTime)
    }

    /// When it was over (German: beendet am).
    async fn finished_at(&self) -> Option<DateTime> {
        self.0.finished_at.map(DateTime)
    }

    /// When what became of its rows was forgotten after its time (German: Zeilen gelöscht am).
    async fn forgotten_at(&self) -> Option<DateTime> {
        self.0.forgotten_at.map(DateTime)
    }

    /// What this viewer may do with it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &self.0.owner, &[Action::ImportRun])
    }

    /// Counts the changes (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }
}
