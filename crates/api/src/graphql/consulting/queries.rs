use super::inputs::AgreementFilter;
use super::types::Agreement;
use crate::gate::authorized;
use crate::graphql::shared::{Connection, NodeId, call, connect, failure, page};
use application::consulting as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::AgreementId;

/// The fields that read agreements.
#[derive(Debug, Default)]
pub(crate) struct AgreementQueries;

#[Object]
impl AgreementQueries {
    /// An agreement; `null` when there is none that the viewer may see (German: Vereinbarung).
    #[graphql(directive = authorized::apply(Action::AgreementRead))]
    async fn agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<AgreementId>,
    ) -> Result<Option<Agreement>> {
        Ok(failure(ctx, verbs::find_agreement(call(ctx), id.0).await)?.map(Agreement::one))
    }

    /// The agreements that the viewer may see, those that began last first (German: Vereinbarungen).
    #[graphql(directive = authorized::apply(Action::AgreementRead))]
    async fn agreements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which agreements.")] filter: Option<AgreementFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Agreement>> {
        let call = call(ctx);
        let filter = verbs::AgreementFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_agreements(call, &filter, &page).await;
        connect(ctx, found, Agreement::siblings, verbs::count_agreements(call, &filter)).await
    }

    /// The keys of the districts that hold an agreement today, for everybody (German: Kommunen mit Vereinbarung).
    #[graphql(directive = authorized::apply(Action::AgreementHolders))]
    async fn agreement_holders(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        Ok(failure(ctx, verbs::list_agreement_holders(call(ctx)).await)?.into_iter().collect())
    }
}
