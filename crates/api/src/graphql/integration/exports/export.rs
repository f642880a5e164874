use crate::graphql::accounts::Account;
use crate::graphql::services::ServiceAccount;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, Row, call, referred, viewer_can};
use application::accounts::find_accounts;
use application::integration::exports::export_path;
use application::services::find_service_accounts;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::integration::{Export as Record, ExportFailure, ExportFormat, ExportState, Requester};
use domain::shared::{AccountId, ExportId, Id, ServiceAccountId};
use std::collections::BTreeSet;

/// A list that somebody has written into a file (German: Export).
#[derive(Clone, Debug)]
pub(crate) struct Export(Row<Record>);

impl Export {
    /// Nodes of exports that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one export.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

fn account(record: &Record) -> Option<AccountId> {
    match record.requester {
        Requester::Account { account, .. } => Some(account),
        Requester::Service { .. } => None,
    }
}

fn service(record: &Record) -> Option<ServiceAccountId> {
    match record.requester {
        Requester::Service { service, .. } => Some(service),
        Requester::Account { .. } => None,
    }
}

/// A list that somebody has written into a file (German: Export). It shows what they could read while it ran; the file is
/// for them alone.
#[Object]
impl Export {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(ExportId::TYPE, self.0.id.uuid())
    }

    /// How far it is (German: Zustand).
    async fn state(&self) -> Enum<ExportState> {
        Enum(self.0.state)
    }

    /// Which list: the names of the fields down to it, with points between them (German: Liste).
    async fn connection(&self) -> &str {
        &self.0.connection
    }

    /// The form of the file (German: Format).
    async fn format(&self) -> Enum<ExportFormat> {
        Enum(self.0.format)
    }

    /// The query that is carried out page by page (German: Abfrage).
    async fn document(&self) -> &str {
        &self.0.document
    }

    /// The SHA-256 of the query, in hexadecimal: the audit names it by this (German: Prüfsumme der Abfrage).
    async fn document_hash(&self) -> &str {
        &self.0.document_hash
    }

    /// The account that asked for it; `null` for a service account, and when the viewer may not see it (German:
    /// Benutzerkonto).
    async fn account(&self, ctx: &Context<'_>) -> Result<Option<Account>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<AccountId> = rows.iter().filter_map(account).collect();
            let found = find_accounts(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(account), found, Account::siblings))
        };
        self.0.related(ctx, "account", load).await
    }

    /// The service account that asked for it; `null` for a person, and when the viewer may not see it (German: Dienstkonto).
    async fn service_account(&self, ctx: &Context<'_>) -> Result<Option<ServiceAccount>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<ServiceAccountId> = rows.iter().filter_map(service).collect();
            let found = find_service_accounts(call, ids).await?;
            Ok(referred(rows.iter().map(service), found, ServiceAccount::siblings))
        };
        self.0.related(ctx, "serviceAccount", load).await
    }

    /// How many rows were written so far (German: Zeilen).
    async fn rows(&self) -> u64 {
        self.0.rows
    }

    /// How many rows the list had when the export was begun (German: Zeilen insgesamt).
    async fn total(&self) -> Option<u64> {
        self.0.total
    }

    /// How many bytes the file has so far; a workbook gets them at the end (German: Größe).
    async fn bytes(&self) -> u64 {
        self.0.bytes
    }

    /// The SHA-256 of the file, in hexadecimal, once it is done (German: Prüfsumme).
    async fn sha256(&self) -> Option<&str> {
        self.0.sha256.as_deref()
    }

    /// What the file is called (German: Dateiname).
    async fn file_name(&self) -> &str {
        &self.0.file_name
    }

    /// Where the file is fetched, for who asked for it: in a session a link that is good for ten minutes, else an address
    /// that wants the token. `null` while there is no file (German: Download).
    async fn download_url(&self, ctx: &Context<'_>) -> Option<String> {
        let call = call(ctx);
        export_path(call, &self.0).map(|path| format!("{}{path}", call.platform().settings.public_url))
    }

    /// Why it came to nothing (German: Grund).
    async fn failure(&self) -> Option<Enum<ExportFailure>> {
        self.0.failure.map(Enum)
    }

    /// The same in words for a developer, in English.
    async fn failure_reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// When it was asked for (German: angefordert am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was begun; after an interruption it is begun anew (German: begonnen am).
    async fn started_at(&self) -> Option<DateTime> {
        self.0.started_at.map(DateTime)
    }

    /// When it ended, however that was (German: beendet am).
    async fn ended_at(&self) -> Option<DateTime> {
        self.0.ended_at.map(DateTime)
    }

    /// Until when the file is kept (German: abrufbar bis).
    async fn expires_at(&self) -> Option<DateTime> {
        self.0.expires_at.map(DateTime)
    }

    /// What this viewer may do with it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &self.0.owner(), &[Action::ExportStart])
    }

    /// Counts the changes (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }
}
