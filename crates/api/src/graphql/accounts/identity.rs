use crate::gate::authorized;
use crate::graphql::shared::{AnyNodeId, DateTime};
use async_graphql::Object;
use domain::access::Action;
use domain::accounts::ExternalIdentity as Record;
use domain::shared::{ExternalIdentityId, Id};

/// An identity at a provider outside that is linked to an account (German: externe Identität).
#[derive(Clone, Debug)]
pub(crate) struct ExternalIdentity(pub(crate) Record);

/// An identity at a provider outside that is linked to an account (German: externe Identität). Issuer and subject together
/// say who it is, and no e-mail address does.
#[Object]
impl ExternalIdentity {
    /// The id by which the link is taken away.
    async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(ExternalIdentityId::TYPE, self.0.id.uuid())
    }

    /// Who issues its tokens (`iss`; German: Aussteller).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// How the issuer calls the person (`sub`; German: Kennung).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// When it was linked (German: verknüpft am).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn linked_at(&self) -> DateTime {
        DateTime(self.0.linked_at)
    }

    /// When a token of it last came, to within a minute (German: zuletzt benutzt).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn last_used_at(&self) -> Option<DateTime> {
        self.0.last_used_at.map(DateTime)
    }
}
