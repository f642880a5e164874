use super::payloads::{DonePayload, SignInPayload, TokensPayload};
use super::session_inputs::{
    AcceptInvitationInput, CompleteSignInInput, RefreshSessionInput, RequestPasswordResetInput, ResetPasswordInput,
    SignInInput,
};
use crate::gate::{authorized, cost};
use crate::graphql::shared::call;
use application::accounts as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;

/// The fields by which strangers become somebody.
#[derive(Debug, Default)]
pub(crate) struct SessionMutations;

#[Object]
impl SessionMutations {
    /// Signs in with e-mail address and password (German: anmelden). An unknown address, a wrong password and an
    /// account that cannot be used answer the same; after five failures in a row the waiting time grows.
    #[graphql(directive = authorized::apply(Action::SessionStart), directive = cost::apply(50, None))]
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who signs in.")] input: SignInInput,
    ) -> Result<SignInPayload> {
        let done = match input.try_into() {
            Ok(input) => verbs::sign_in(call(ctx), input).await,
            Err(error) => Err(error),
        };
        SignInPayload::of(ctx, done)
    }

    /// Completes a sign-in with the second factor (German: Anmeldung mit zweitem Faktor abschließen).
    #[graphql(directive = authorized::apply(Action::SessionStart), directive = cost::apply(20, None))]
    async fn complete_sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The challenge and the code.")] input: CompleteSignInInput,
    ) -> Result<TokensPayload> {
        let done = match input.try_into() {
            Ok(input) => verbs::complete_sign_in(call(ctx), input).await,
            Err(error) => Err(error),
        };
        TokensPayload::of(ctx, done)
    }

    /// Exchanges a refresh token for the next pair of tokens (German: Sitzung erneuern). Each is good once; when one
    /// comes again, the session ends.
    #[graphql(directive = authorized::apply(Action::SessionStart), directive = cost::apply(10, None))]
    async fn refresh_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token.")] input: RefreshSessionInput,
    ) -> Result<TokensPayload> {
        TokensPayload::of(ctx, verbs::refresh_session(call(ctx), &input.refresh_token).await)
    }

    /// Accepts an invitation with a first password, and signs in (German: Einladung annehmen).
    #[graphql(directive = authorized::apply(Action::SessionStart), directive = cost::apply(50, None))]
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link's token and the password.")] input: AcceptInvitationInput,
    ) -> Result<TokensPayload> {
        let done = match input.try_into() {
            Ok(input) => verbs::accept_invitation(call(ctx), input).await,
            Err(error) => Err(error),
        };
        TokensPayload::of(ctx, done)
    }

    /// Sends a link to choose a new password, if the address has an account (German: neues Passwort anfordern). The
    /// answer does not tell whether it has.
    #[graphql(directive = authorized::apply(Action::SessionStart), directive = cost::apply(50, None))]
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The address.")] input: RequestPasswordResetInput,
    ) -> Result<DonePayload> {
        DonePayload::of(ctx, verbs::request_password_reset(call(ctx), &input.email).await)
    }

    /// Chooses a new password by a link; all sessions of the account end (German: Passwort neu setzen).
    #[graphql(directive = authorized::apply(Action::SessionStart), directive = cost::apply(50, None))]
    async fn reset_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link's token and the password.")] input: ResetPasswordInput,
    ) -> Result<DonePayload> {
        DonePayload::of(ctx, verbs::reset_password(call(ctx), input.into()).await)
    }
}
