use crate::gate::{authorized, cost};
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, call};
use async_graphql::{Context, Object};
use domain::access::Action;
use domain::services::{PersonalToken as Record, TokenState};
use domain::shared::{Id, PersonalTokenId};

/// A personal access token of one's own: when, never what (German: persönlicher Schlüssel).
#[derive(Clone, Debug)]
pub(crate) struct PersonalToken(pub(super) Record);

/// A personal access token of one's own: when, never what (German: persönlicher Schlüssel). It lets a script act as the
/// person within its scopes.
#[Object]
impl PersonalToken {
    /// The id by which it is taken back.
    async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(PersonalTokenId::TYPE, self.0.id.uuid())
    }

    /// What it is for (German: Name).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn name(&self) -> &str {
        self.0.name.as_str()
    }

    /// The actions that it may use, beside what is public (German: Umfang).
    #[graphql(directive = authorized::apply(Action::AccountOwn), directive = cost::apply(1, Some(20)))]
    async fn scopes(&self) -> Vec<ActionCode> {
        self.0.scopes.iter().copied().map(ActionCode).collect()
    }

    /// Whether it can be used (German: Zustand).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn state(&self, ctx: &Context<'_>) -> Enum<TokenState> {
        Enum(self.0.state(call(ctx).now()))
    }

    /// When it was made (German: angelegt am).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it ends (German: gültig bis).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }

    /// When it was taken back (German: widerrufen am).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn revoked_at(&self) -> Option<DateTime> {
        self.0.revoked_at.map(DateTime)
    }

    /// When it was last used, to within a minute (German: zuletzt benutzt).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn last_used_at(&self) -> Option<DateTime> {
        self.0.last_used_at.map(DateTime)
    }
}
