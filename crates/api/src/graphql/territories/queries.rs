use super::inputs::{TerritoryFilter, TerritoryOrder};
use super::types::Territory;
use crate::gate::authorized;
use crate::graphql::shared::{Connection, LocalDate, call, connect, failure, page};
use application::territories as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;

/// The fields that read territories.
#[derive(Debug, Default)]
pub(crate) struct TerritoryQueries;

#[Object]
impl TerritoryQueries {
    /// The territory for which a key stood on a day; `null` when there was none (German: Gebietskörperschaft).
    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn territory(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Its official key: `05`, or 3, 5 or 8 digits. The 8 digits of an independent city find it as \
                          well as its 5."
        )]
        key: String,
        #[graphql(desc = "On which day; today in North Rhine-Westphalia unless given.")] as_of: Option<LocalDate>,
    ) -> Result<Option<Territory>> {
        let call = call(ctx);
        let on = as_of.map_or_else(|| call.today(), |day| day.0);
        let found = failure(ctx, verbs::find_territory(call, &key, Some(on)).await)?;
        Ok(Territory::siblings_on(found, on).pop())
    }

    /// The territories of a day (German: Gebietskörperschaften).
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a page are said one by one in the schema")]
    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn territories(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which territories.")] filter: Option<TerritoryFilter>,
        #[graphql(desc = "In which order; by name unless given.")] order: Option<TerritoryOrder>,
        #[graphql(desc = "On which day; today in North Rhine-Westphalia unless given.")] as_of: Option<LocalDate>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Territory>> {
        let call = call(ctx);
        let on = as_of.map_or_else(|| call.today(), |day| day.0);
        let filter = filter.unwrap_or_default().on(Some(on));
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_territories(call, filter.clone(), order.unwrap_or_default().into(), &page).await;
        let count = verbs::count_territories(call, filter);
        connect(ctx, found, |territories| Territory::siblings_on(territories, on), count).await
    }
}
