use crate::gate::authorized;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, call};
use application::accounts::OwnSession;
use async_graphql::{Context, Object};
use domain::access::Action;
use domain::accounts::{Invitation as InvitationRecord, InvitationState};
use domain::shared::{Id, InvitationId, SessionId};

/// A signed-in session of one's own (German: Sitzung).
#[derive(Clone, Debug)]
pub(crate) struct Session(pub(crate) OwnSession);

/// A signed-in session of one's own (German: Sitzung).
#[Object]
impl Session {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(SessionId::TYPE, self.0.session.id.uuid())
    }

    /// When it was started (German: angemeldet am).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn started_at(&self) -> DateTime {
        DateTime(self.0.session.created_at)
    }

    /// When it was last kept alive, to within ten minutes (German: zuletzt benutzt).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn last_used_at(&self) -> DateTime {
        DateTime(self.0.session.last_used_at)
    }

    /// When it ends at the latest (German: endet spätestens).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.session.expires_at)
    }

    /// What the client called itself when it signed in (German: Gerät).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn device_name(&self) -> Option<&str> {
        self.0.session.user_agent.as_deref()
    }

    /// Whether the second factor was shown in it (German: mit zweitem Faktor).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn second_factor(&self) -> bool {
        self.0.session.second_factor
    }

    /// Whether it is the one of this request (German: aktuelle Sitzung).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn is_current(&self) -> bool {
        self.0.is_current
    }
}

/// An invitation to an account (German: Einladung).
#[derive(Clone, Debug)]
pub(crate) struct Invitation(pub(crate) InvitationRecord);

/// An invitation to an account (German: Einladung).
#[Object]
impl Invitation {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(InvitationId::TYPE, self.0.id.uuid())
    }

    /// What became of it (German: Zustand).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn state(&self, ctx: &Context<'_>) -> Enum<InvitationState> {
        Enum(self.0.state(call(ctx).now()))
    }

    /// When it was sent (German: verschickt am).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn sent_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When its link stops to work (German: gültig bis).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }

    /// When it was accepted (German: angenommen am).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn accepted_at(&self) -> Option<DateTime> {
        self.0.accepted_at.map(DateTime)
    }
}
