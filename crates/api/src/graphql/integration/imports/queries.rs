use super::import::Import;
use super::inputs::{ImportFilter, ImportMappingFilter};
use super::mapping::ImportMapping;
use super::row::ImportRow;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, Enum, NodeId, call, connect, failure, found, page};
use application::integration::imports as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::integration::imports::ImportRowOutcome;
use domain::shared::{ImportId, ImportMappingId};

/// The fields that read imports.
#[derive(Debug, Default)]
pub(crate) struct ImportQueries;

#[Object]
impl ImportQueries {
    /// An import; `null` when there is none that the viewer may see (German: Import).
    #[graphql(directive = authorized::apply(Action::ImportRead))]
    async fn import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<ImportId>,
    ) -> Result<Option<Import>> {
        Ok(failure(ctx, verbs::find_import(call(ctx), id.0).await)?.map(Import::one))
    }

    /// The imports that the viewer may see, the newest first (German: Importe).
    #[graphql(directive = authorized::apply(Action::ImportRead), directive = cost::apply(1, None))]
    async fn imports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which imports.")] filter: Option<ImportFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Import>> {
        let call = call(ctx);
        let filter = verbs::ImportFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_imports(call, &filter, &page).await;
        connect(ctx, found, Import::siblings, verbs::count_imports(call, &filter)).await
    }

    /// What became of the rows of an import, in the order of its file; `null` when there is no import that the viewer may
    /// see. They are forgotten some weeks after it (German: Zeilen eines Imports).
    #[expect(clippy::too_many_arguments, reason = "they are the arguments of the field")]
    #[graphql(directive = authorized::apply(Action::ImportRead), directive = cost::apply(1, None))]
    async fn import_rows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which import.")] import_id: NodeId<ImportId>,
        #[graphql(desc = "Only those that ended so.")] outcome: Option<Enum<ImportRowOutcome>>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Option<Connection<ImportRow>>> {
        let (call, id, outcome) = (call(ctx), import_id.0, outcome.map(|outcome| outcome.0));
        let page = page(ctx, first, after, last, before)?;
        let Some((import, rows)) = found(ctx, verbs::list_import_rows(call, id, outcome, &page).await)? else {
            return Ok(None);
        };
        let nodes = |rows: Vec<_>| rows.into_iter().map(|row| ImportRow(import.kind(), row)).collect();
        connect(ctx, Ok(rows), nodes, verbs::count_import_rows(call, id, outcome)).await.map(Some)
    }

    /// A kept mapping of columns; `null` when there is none that the viewer may see (German: gespeicherte Zuordnung).
    #[graphql(directive = authorized::apply(Action::ImportRead))]
    async fn import_mapping(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<ImportMappingId>,
    ) -> Result<Option<ImportMapping>> {
        Ok(failure(ctx, verbs::find_import_mapping(call(ctx), id.0).await)?.map(ImportMapping::one))
    }

    /// The kept mappings that the viewer may see, by name (German: gespeicherte Zuordnungen).
    #[graphql(directive = authorized::apply(Action::ImportRead), directive = cost::apply(1, None))]
    async fn import_mappings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which mappings.")] filter: Option<ImportMappingFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<ImportMapping>> {
        let call = call(ctx);
        let filter = verbs::ImportMappingFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_import_mappings(call, &filter, &page).await;
        connect(ctx, found, ImportMapping::siblings, verbs::count_import_mappings(call, &filter)).await
    }
}
