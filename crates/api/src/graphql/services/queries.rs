use super::account::ServiceAccount;
use super::inputs::ServiceAccountFilter;
use super::token::PersonalToken;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, NodeId, call, connect, failure, page};
use application::services as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::ServiceAccountId;

/// The fields that read service accounts and tokens.
#[derive(Debug, Default)]
pub(crate) struct ServiceQueries;

#[Object]
impl ServiceQueries {
    /// A service account; `null` when there is none that the viewer may see (German: Dienstkonto).
    #[graphql(directive = authorized::apply(Action::ServiceRead))]
    async fn service_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<ServiceAccountId>,
    ) -> Result<Option<ServiceAccount>> {
        Ok(failure(ctx, verbs::find_service_account(call(ctx), id.0).await)?.map(ServiceAccount::one))
    }

    /// The service accounts that the viewer may see, by name (German: Dienstkonten).
    #[graphql(directive = authorized::apply(Action::ServiceRead), directive = cost::apply(1, None))]
    async fn service_accounts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service accounts.")] filter: Option<ServiceAccountFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<ServiceAccount>> {
        let call = call(ctx);
        let filter = verbs::ServiceAccountFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_service_accounts(call, &filter, &page).await;
        let count = verbs::count_service_accounts(call, &filter);
        connect(ctx, found, ServiceAccount::siblings, count).await
    }

    /// One's own personal access tokens, past ones too, the newest first: when, never what (German: persönliche Schlüssel).
    #[graphql(directive = authorized::apply(Action::AccountOwn), directive = cost::apply(1, Some(20)))]
    async fn my_personal_tokens(&self, ctx: &Context<'_>) -> Result<Vec<PersonalToken>> {
        let tokens = failure(ctx, verbs::list_personal_tokens(call(ctx)).await)?;
        Ok(tokens.into_iter().map(PersonalToken).collect())
    }
}
