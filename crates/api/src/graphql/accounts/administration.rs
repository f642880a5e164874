use super::account::Account;
use super::administration_inputs::{
    AccountInput, AccountVersionInput, EndRoleInput, GrantRoleInput, InviteAccountInput,
};
use super::payloads::{AccountPayload, RoleAssignmentPayload};
use super::role::RoleAssignment;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::accounts as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::accounts::{Account as Record, RoleAssignment as RoleRecord};
use domain::shared::AccountId;

/// The fields that change the accounts of others.
#[derive(Debug, Default)]
pub(crate) struct AccountMutations;

#[Object]
impl AccountMutations {
    /// Makes an account for a person and mails the invitation; roles are granted apart (German: Konto einladen).
    #[graphql(directive = authorized::apply(Action::AccountInvite), directive = cost::apply(20, None))]
    async fn invite_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom.")] input: InviteAccountInput,
    ) -> Result<AccountPayload> {
        let done = verbs::invite_account(call(ctx), input.into()).await;
        payload(ctx, None, done.map(|(account, _)| account)).await
    }

    /// Mails the invitation once more; the links before it stop to work (German: Einladung erneut senden).
    #[graphql(directive = authorized::apply(Action::AccountInvite), directive = cost::apply(20, None))]
    async fn resend_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To which account.")] input: AccountInput,
    ) -> Result<AccountPayload> {
        let done = verbs::resend_invitation(call(ctx), input.account_id.0).await;
        payload(ctx, None, done.map(|(account, _)| account)).await
    }

    /// Takes an invitation back: its links stop to work (German: Einladung zurückziehen).
    #[graphql(directive = authorized::apply(Action::AccountInvite))]
    async fn revoke_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To which account.")] input: AccountInput,
    ) -> Result<AccountPayload> {
        payload(ctx, None, verbs::revoke_invitation(call(ctx), input.account_id.0).await).await
    }

    /// Disables an account: its sessions and invitations end at once (German: Konto sperren).
    #[graphql(directive = authorized::apply(Action::AccountDisable))]
    async fn disable_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which account.")] input: AccountVersionInput,
    ) -> Result<AccountPayload> {
        let id = input.account_id.0;
        payload(ctx, Some(id), verbs::disable_account(call(ctx), id, input.expected_version).await).await
    }

    /// Enables a disabled account (German: Konto entsperren).
    #[graphql(directive = authorized::apply(Action::AccountDisable))]
    async fn enable_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which account.")] input: AccountVersionInput,
    ) -> Result<AccountPayload> {
        let id = input.account_id.0;
        payload(ctx, Some(id), verbs::enable_account(call(ctx), id, input.expected_version).await).await
    }

    /// Lets somebody try again at once after too many failures to sign in (German: Wartezeit aufheben).
    #[graphql(directive = authorized::apply(Action::AccountDisable))]
    async fn unlock_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which account.")] input: AccountInput,
    ) -> Result<AccountPayload> {
        payload(ctx, None, verbs::unlock_account(call(ctx), input.account_id.0).await).await
    }

    /// Grants a role for an organisation and a period; nobody grants more than they hold (German: Rolle vergeben).
    #[graphql(directive = authorized::apply(Action::RoleGrant))]
    async fn grant_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The role.")] input: GrantRoleInput,
    ) -> Result<RoleAssignmentPayload> {
        role_payload(ctx, verbs::grant_role(call(ctx), input.into()).await)
    }

    /// Ends a role, at once or after a day; nobody ends more than they hold (German: Rolle beenden).
    #[graphql(directive = authorized::apply(Action::RoleGrant))]
    async fn end_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The role.")] input: EndRoleInput,
    ) -> Result<RoleAssignmentPayload> {
        role_payload(ctx, verbs::end_role(call(ctx), input.into()).await)
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<AccountId>,
    done: std::result::Result<Record, Error>,
) -> Result<AccountPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_account(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(AccountPayload { account: shown.map(Account::one), errors })
}

fn role_payload(ctx: &Context<'_>, done: std::result::Result<RoleRecord, Error>) -> Result<RoleAssignmentPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    Ok(RoleAssignmentPayload { role_assignment: changed.map(RoleAssignment::one), errors })
}
