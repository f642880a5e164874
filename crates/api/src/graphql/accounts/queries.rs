use super::account::{Account, own};
use super::administration_inputs::AccountFilter;
use super::session::Session;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, NodeId, call, connect, failure, page};
use application::accounts as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::AccountId;

/// The fields that read accounts.
#[derive(Debug, Default)]
pub(crate) struct AccountQueries;

#[Object]
impl AccountQueries {
    /// One's own account (German: eigenes Konto).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn me(&self, ctx: &Context<'_>) -> Result<Option<Account>> {
        own(ctx).await
    }

    /// One's own live sessions, the one used last first (German: eigene Sitzungen).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn my_sessions(&self, ctx: &Context<'_>) -> Result<Vec<Session>> {
        let sessions = failure(ctx, verbs::list_sessions(call(ctx)).await)?;
        Ok(sessions.into_iter().map(Session).collect())
    }

    /// How many of one's own recovery codes are left (German: übrige Wiederherstellungscodes).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn my_recovery_code_count(&self, ctx: &Context<'_>) -> Result<u64> {
        failure(ctx, verbs::count_recovery_codes(call(ctx)).await)
    }

    /// An account; `null` when there is none that the viewer may see (German: Benutzerkonto).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<AccountId>,
    ) -> Result<Option<Account>> {
        Ok(failure(ctx, verbs::find_account(call(ctx), id.0).await)?.map(Account::one))
    }

    /// The accounts that the viewer may see, by e-mail address (German: Benutzerkonten).
    #[graphql(directive = authorized::apply(Action::AccountRead), directive = cost::apply(1, None))]
    async fn accounts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which accounts.")] filter: Option<AccountFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Account>> {
        let call = call(ctx);
        let filter = verbs::AccountFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_accounts(call, &filter, &page).await;
        let count = verbs::count_accounts(call, &filter);
        connect(ctx, found, Account::siblings, count).await
    }
}
