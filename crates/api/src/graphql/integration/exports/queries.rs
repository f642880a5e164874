use super::export::Export;
use super::inputs::ExportFilter;
use crate::gate::authorized;
use crate::graphql::shared::{Connection, NodeId, call, connect, failure, page};
use application::integration::exports as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::ExportId;

/// The fields that read exports.
#[derive(Debug, Default)]
pub(crate) struct ExportQueries;

#[Object]
impl ExportQueries {
    /// An export, and how far it is; `null` when there is none that the viewer may see (German: Export).
    #[graphql(directive = authorized::apply(Action::ExportRead))]
    async fn export(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<ExportId>,
    ) -> Result<Option<Export>> {
        Ok(failure(ctx, verbs::find_export(call(ctx), id.0).await)?.map(Export::one))
    }

    /// The exports that the viewer may see, the newest first: one's own, for data protection officers all (German: Exporte).
    #[graphql(directive = authorized::apply(Action::ExportRead))]
    async fn exports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which exports.")] filter: Option<ExportFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Export>> {
        let call = call(ctx);
        let filter = verbs::ExportFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_exports(call, &filter, &page).await;
        connect(ctx, found, Export::siblings, verbs::count_exports(call, &filter)).await
    }
}
