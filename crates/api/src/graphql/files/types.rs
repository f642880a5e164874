use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Row, call, children, failure};
use application::files as verbs;
use async_graphql::{Context, Object, Result};
use domain::files::{HolderKind, StoredFile as Record};
use domain::shared::{FileId, Id, Slice};
use uuid::Uuid;

/// A file that hangs on a record: an invitation, a paper, material of a session (German: Datei, Anlage, Material).
#[derive(Clone, Debug)]
pub(crate) struct File(Row<Record>);

impl File {
    /// Nodes of files that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one file.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// A file that hangs on a record: an invitation, a paper, material of a session. Who sees the record sees the file
/// (German: Datei, Anlage, Material).
#[Object]
impl File {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(FileId::TYPE, self.0.id.uuid())
    }

    /// Its name, as it is saved (German: Dateiname).
    async fn name(&self) -> &str {
        self.0.plan.name.as_str()
    }

    /// What it is called in lists; its name when nothing else was said (German: Titel).
    async fn title(&self) -> &str {
        self.0.title()
    }

    /// Its media type, for instance `application/pdf` (German: Dateityp).
    async fn media_type(&self) -> &str {
        self.0.plan.media_type.as_str()
    }

    /// How many bytes it has (German: Größe).
    async fn size(&self) -> u64 {
        self.0.size
    }

    /// SHA-256 of its bytes, in hexadecimal form (German: Prüfsumme).
    async fn sha256(&self) -> &str {
        &self.0.sha256
    }

    /// Where it is downloaded. For those who are signed in the link works for ten minutes, as long as their session lasts,
    /// and without an `Authorization` header; add `&inline` to show rather than save it. What is public has a lasting link
    /// for strangers (German: Adresse zum Herunterladen).
    async fn download_url(&self, ctx: &Context<'_>) -> String {
        let call = call(ctx);
        format!("{}{}", call.platform().settings.public_url, verbs::download_path(call, &self.0))
    }

    /// The global id of the record that it hangs on; `node(id:)` reads it (German: Bezug).
    async fn record_id(&self) -> AnyNodeId {
        AnyNodeId::new(self.0.holder.kind.type_name(), self.0.holder.id)
    }

    /// What this viewer may do with it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Result<Vec<ActionCode>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let owners = verbs::holder_owners(call, rows.iter().map(|row| row.holder)).await?;
            Ok(rows.iter().map(|row| owners.get(&row.holder).cloned()).collect())
        };
        let holding: Option<verbs::Holding> = self.0.related(ctx, "owner", load).await?;
        Ok(holding.and_then(|holding| holding.allowed(call(ctx))).map(ActionCode).into_iter().collect())
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When it was uploaded (German: hochgeladen am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}

/// The files of one of several records of a kind that were read together.
pub(crate) async fn files_of<R: Send + Sync>(
    ctx: &Context<'_>,
    row: &Row<R>,
    kind: HolderKind,
    id: fn(&R) -> Uuid,
    first: Option<i32>,
) -> Result<Vec<File>> {
    let slice = failure(ctx, Slice::read(first).map_err(Into::into))?;
    let load = async |call: &application::Call, rows: &[R]| {
        let ids: Vec<Uuid> = rows.iter().map(id).collect();
        Ok(children(ids.iter().copied(), verbs::list_files_of(call, kind, &ids, slice).await?, File::siblings))
    };
    row.related(ctx, format!("files {}", slice.size), load).await
}
