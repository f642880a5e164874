use super::identity::ExternalIdentity;
use super::payloads::DonePayload;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{NodeId, UserError, call, outcome};
use application::accounts as verbs;
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::access::Action;
use domain::shared::ExternalIdentityId;

/// An identity to be linked (German: Identität verknüpfen).
#[derive(InputObject)]
pub(crate) struct LinkIdentityInput {
    /// An access token of the identity provider for this platform, which proves that the identity is one's own (German:
    /// Zugriffstoken des Identitätsanbieters).
    token: String,
    /// One's own password, where the account has one (German: Passwort).
    password: Option<String>,
}

/// An identity whose link is taken away (German: Identität trennen).
#[derive(Debug, InputObject)]
pub(crate) struct UnlinkIdentityInput {
    /// Which.
    identity_id: NodeId<ExternalIdentityId>,
}

/// The answer to an invitation by somebody who signs in elsewhere (German: Einladung mit externer Identität annehmen).
#[derive(InputObject)]
pub(crate) struct AcceptInvitationWithIdentityInput {
    /// The token of the link in the mail.
    token: String,
    /// An access token of the identity provider for this platform (German: Zugriffstoken des Identitätsanbieters).
    identity_token: String,
}

/// What came of a change of a link (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct IdentityPayload {
    /// The identity that was linked, or whose link was taken away (German: externe Identität).
    identity: Option<ExternalIdentity>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that link accounts to identities at providers outside.
#[derive(Debug, Default)]
pub(crate) struct IdentityMutations;

#[Object]
impl IdentityMutations {
    /// Links an identity at a provider outside to one's own account: its access tokens are taken from then on (German:
    /// Identität verknüpfen). An identity belongs to one account at most, and is never linked by an e-mail address.
    #[graphql(directive = authorized::apply(Action::IdentityLink), directive = cost::apply(50, None))]
    async fn link_identity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The identity and the password.")] input: LinkIdentityInput,
    ) -> Result<IdentityPayload> {
        let input = verbs::LinkIdentity { token: input.token, password: input.password };
        let (identity, errors) = outcome(ctx, verbs::link_identity(call(ctx), input).await)?;
        Ok(IdentityPayload { identity: identity.map(ExternalIdentity), errors })
    }

    /// Takes the link of an account to an identity away: its tokens are refused at once (German: Identität trennen).
    #[graphql(directive = authorized::apply(Action::IdentityRemove))]
    async fn unlink_identity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The identity.")] input: UnlinkIdentityInput,
    ) -> Result<IdentityPayload> {
        let (identity, errors) = outcome(ctx, verbs::unlink_identity(call(ctx), input.identity_id.0).await)?;
        Ok(IdentityPayload { identity: identity.map(ExternalIdentity), errors })
    }

    /// Accepts an invitation with an identity at a provider outside instead of a password (German: Einladung mit externer
    /// Identität annehmen). Its access tokens are taken from then on.
    #[graphql(directive = authorized::apply(Action::SessionStart), directive = cost::apply(50, None))]
    async fn accept_invitation_with_identity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link's token and the identity.")] input: AcceptInvitationWithIdentityInput,
    ) -> Result<DonePayload> {
        let done = verbs::accept_invitation_with_identity(call(ctx), &input.token, &input.identity_token).await;
        DonePayload::of(ctx, done)
    }
}
