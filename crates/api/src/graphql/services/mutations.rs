use super::account::ServiceAccount;
use super::inputs::{
    CreateServiceAccountInput, IssueServiceSecretInput, RevokeServiceSecretInput, ServiceAccountVersionInput,
    UpdateServiceAccountInput,
};
use crate::gate::{authorized, cost};
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::services as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::services::ServiceAccount as Record;
use domain::shared::ServiceAccountId;

/// What came of a change of a service account (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct ServiceAccountPayload {
    /// The service account after the change; after a `VERSION_CONFLICT` as it is now (German: Dienstkonto).
    service_account: Option<ServiceAccount>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// A secret, shown this once (German: Geheimnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct ServiceSecretPayload {
    /// The secret: keep it, for nobody can show it again (German: Geheimnis).
    secret: Option<String>,
    /// The service account (German: Dienstkonto).
    service_account: Option<ServiceAccount>,
    /// Why there is none; empty when there is (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change service accounts.
#[derive(Debug, Default)]
pub(crate) struct ServiceMutations;

#[Object]
impl ServiceMutations {
    /// Makes a service account; nobody gives it more than they hold (German: Dienstkonto anlegen).
    #[graphql(directive = authorized::apply(Action::ServiceManage))]
    async fn create_service_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The service account.")] input: CreateServiceAccountInput,
    ) -> Result<ServiceAccountPayload> {
        payload(ctx, None, verbs::create_service_account(call(ctx), input.into()).await).await
    }

    /// Changes a service account; tokens that it holds are narrowed at once (German: Dienstkonto ändern).
    #[graphql(directive = authorized::apply(Action::ServiceManage))]
    async fn update_service_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateServiceAccountInput,
    ) -> Result<ServiceAccountPayload> {
        let id = input.service_account_id.0;
        payload(ctx, Some(id), verbs::update_service_account(call(ctx), input.into()).await).await
    }

    /// Disables a service account: its tokens are refused at once, its secrets are taken back (German: Dienstkonto sperren).
    #[graphql(directive = authorized::apply(Action::ServiceManage))]
    async fn disable_service_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service account.")] input: ServiceAccountVersionInput,
    ) -> Result<ServiceAccountPayload> {
        let id = input.service_account_id.0;
        payload(ctx, Some(id), verbs::disable_service_account(call(ctx), id, input.expected_version).await).await
    }

    /// Enables a disabled service account; it needs a new secret (German: Dienstkonto entsperren).
    #[graphql(directive = authorized::apply(Action::ServiceManage))]
    async fn enable_service_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which service account.")] input: ServiceAccountVersionInput,
    ) -> Result<ServiceAccountPayload> {
        let id = input.service_account_id.0;
        payload(ctx, Some(id), verbs::enable_service_account(call(ctx), id, input.expected_version).await).await
    }

    /// Issues a secret and shows it this once; two are valid at a time, for changing from one to the other (German:
    /// Geheimnis ausstellen).
    #[graphql(directive = authorized::apply(Action::ServiceManage), directive = cost::apply(20, None))]
    async fn issue_service_secret(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To which service account.")] input: IssueServiceSecretInput,
    ) -> Result<ServiceSecretPayload> {
        let input =
            verbs::IssueSecret { service: input.service_account_id.0, expires_at: input.expires_at.map(|at| at.0) };
        let (issued, errors) = outcome(ctx, verbs::issue_secret(call(ctx), input).await)?;
        let (account, secret) = issued.unzip();
        Ok(ServiceSecretPayload { secret, service_account: account.map(ServiceAccount::one), errors })
    }

    /// Takes a secret back (German: Geheimnis widerrufen).
    #[graphql(directive = authorized::apply(Action::ServiceManage))]
    async fn revoke_service_secret(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which secret.")] input: RevokeServiceSecretInput,
    ) -> Result<ServiceAccountPayload> {
        let done = verbs::revoke_secret(call(ctx), input.service_account_id.0, input.secret_id.0).await;
        payload(ctx, None, done).await
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<ServiceAccountId>,
    done: std::result::Result<Record, Error>,
) -> Result<ServiceAccountPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_service_account(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(ServiceAccountPayload { service_account: shown.map(ServiceAccount::one), errors })
}
