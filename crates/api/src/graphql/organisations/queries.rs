use super::inputs::{OrganisationFilter, OrganisationOrder};
use super::types::Organisation;
use crate::gate::authorized;
use crate::graphql::shared::{Connection, LocalDate, NodeId, OrderDirection, call, connect, failure, page};
use application::organisations as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::OrganisationId;

/// The fields that read organisations.
#[derive(Debug, Default)]
pub(crate) struct OrganisationQueries;

#[Object]
impl OrganisationQueries {
    /// An organisation; `null` when there is none (German: Organisation).
    #[graphql(directive = authorized::apply(Action::OrganisationRead))]
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<OrganisationId>,
        #[graphql(desc = "As it was on this day, for those who are signed in; as it is unless given.")] as_of: Option<
            LocalDate,
        >,
    ) -> Result<Option<Organisation>> {
        let found = verbs::find_organisation(call(ctx), id.0, as_of.map(|day| day.0)).await;
        Ok(failure(ctx, found)?.map(Organisation::one))
    }

    /// Organisations (German: Organisationen).
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a page are said one by one in the schema")]
    #[graphql(directive = authorized::apply(Action::OrganisationRead))]
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which organisations.")] filter: Option<OrganisationFilter>,
        #[graphql(desc = "In which order; by name unless given.")] order: Option<OrganisationOrder>,
        #[graphql(desc = "As they were on this day, for those who are signed in; as they are unless given.")]
        as_of: Option<LocalDate>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Organisation>> {
        let call = call(ctx);
        let filter = filter.unwrap_or_default().on(as_of.map(|day| day.0));
        let order = order.unwrap_or_default();
        let page = page(ctx, first, after, last, before)?;
        let descending = order.direction == OrderDirection::Descending;
        let found = verbs::list_organisations(call, filter.clone(), order.field.into(), descending, &page).await;
        let count = verbs::count_organisations(call, filter);
        connect(ctx, found, Organisation::siblings, count).await
    }
}
