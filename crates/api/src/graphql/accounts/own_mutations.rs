use super::account::Account;
use super::own_inputs::{
    ChangeLanguageInput, ChangePasswordInput, ConfirmSecondFactorInput, PasswordInput, RevokeSessionInput,
};
use super::payloads::{AccountPayload, BeginSecondFactorPayload, DonePayload, RecoveryCodesPayload};
use crate::gate::{authorized, cost};
use crate::graphql::shared::{call, outcome};
use application::accounts as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;

/// The fields that change one's own account.
#[derive(Debug, Default)]
pub(crate) struct OwnAccountMutations;

#[Object]
impl OwnAccountMutations {
    /// Ends the session of this request (German: abmelden).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<DonePayload> {
        DonePayload::of(ctx, verbs::sign_out(call(ctx)).await)
    }

    /// Ends one of one's own sessions (German: Sitzung beenden).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn revoke_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: RevokeSessionInput,
    ) -> Result<DonePayload> {
        DonePayload::of(ctx, verbs::revoke_session(call(ctx), input.session_id.0).await)
    }

    /// Ends all of one's own sessions but this one (German: alle anderen Sitzungen beenden).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn revoke_other_sessions(&self, ctx: &Context<'_>) -> Result<DonePayload> {
        DonePayload::of(ctx, verbs::revoke_other_sessions(call(ctx)).await)
    }

    /// Changes one's own password; the other sessions end (German: Passwort ändern).
    #[graphql(directive = authorized::apply(Action::AccountOwn), directive = cost::apply(100, None))]
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The present password and the new one.")] input: ChangePasswordInput,
    ) -> Result<DonePayload> {
        DonePayload::of(ctx, verbs::change_password(call(ctx), input.into()).await)
    }

    /// Changes the language of the mails to one's own account (German: Sprache ändern).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn change_language(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language.")] input: ChangeLanguageInput,
    ) -> Result<AccountPayload> {
        let (account, errors) = outcome(ctx, verbs::change_language(call(ctx), input.language.0).await)?;
        Ok(AccountPayload { account: account.map(Account::one), errors })
    }

    /// Begins to set up a second factor; it is in use after its first code (German: zweiten Faktor einrichten).
    #[graphql(directive = authorized::apply(Action::AccountOwn), directive = cost::apply(50, None))]
    async fn begin_second_factor(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "One's own password.")] input: PasswordInput,
    ) -> Result<BeginSecondFactorPayload> {
        let (begun, errors) = outcome(ctx, verbs::begin_second_factor(call(ctx), &input.password).await)?;
        let (secret, uri) = begun.map(|begun| (begun.secret, begun.uri)).unzip();
        Ok(BeginSecondFactorPayload { secret, uri, errors })
    }

    /// Puts the second factor into use with its first code, and shows the recovery codes (German: zweiten Faktor
    /// bestätigen).
    #[graphql(directive = authorized::apply(Action::AccountOwn), directive = cost::apply(20, None))]
    async fn confirm_second_factor(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The code.")] input: ConfirmSecondFactorInput,
    ) -> Result<RecoveryCodesPayload> {
        RecoveryCodesPayload::of(ctx, verbs::confirm_second_factor(call(ctx), &input.code).await)
    }

    /// Takes the second factor away; roles that need one do not count from then on (German: zweiten Faktor entfernen).
    #[graphql(directive = authorized::apply(Action::AccountOwn), directive = cost::apply(50, None))]
    async fn disable_second_factor(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "One's own password.")] input: PasswordInput,
    ) -> Result<DonePayload> {
        DonePayload::of(ctx, verbs::disable_second_factor(call(ctx), &input.password).await)
    }

    /// Makes new recovery codes; the old ones stop to work (German: Wiederherstellungscodes erneuern).
    #[graphql(directive = authorized::apply(Action::AccountOwn), directive = cost::apply(50, None))]
    async fn regenerate_recovery_codes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "One's own password.")] input: PasswordInput,
    ) -> Result<RecoveryCodesPayload> {
        RecoveryCodesPayload::of(ctx, verbs::regenerate_recovery_codes(call(ctx), &input.password).await)
    }
}
