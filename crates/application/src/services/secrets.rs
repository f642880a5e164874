use super::SECRET_PREFIX;
use super::record::held;
use crate::security::{new_opaque_token, token_digest};
use crate::{Call, Error};
use domain::access::Permit;
use domain::services::{ServiceAccount, ServiceSecret, TokenState};
use domain::shared::{Refusal, RefusalCode, ServiceAccountId, ServiceSecretId, Timestamp};
use persistence::Change;
use persistence::services::{ServiceSecrets, insert_secret, revoke_secret as store};

/// What is needed to issue a secret.
#[derive(Clone, Copy, Debug)]
pub struct IssueSecret {
    /// To which service account.
    pub service: ServiceAccountId,
    /// When it ends; it does not without one.
    pub expires_at: Option<Timestamp>,
}

/// Issues a secret, and says it: this once, and never again. Two are valid at a time, so that one can be replaced
/// while the other one still works.
///
/// # Errors
/// `NOT_FOUND`, `SCOPE_EXCEEDS_OWN`; `TOO_MANY` when two are valid; `OUT_OF_RANGE` for an end that is not in the
/// future.
pub async fn issue_secret(call: &Call, input: IssueSecret) -> Result<(ServiceAccount, String), Error> {
    call.answer_is_secret();
    let unit = call.begin().await?;
    let (account, permit) = held(call, &unit, input.service).await?;
    let existing = ServiceSecrets::of(&unit).of_services(&[account.id]).await?.remove(&account.id);
    ServiceSecret::decide_issue(&existing.unwrap_or_default(), input.expires_at, unit.now())?;
    let text = format!("{SECRET_PREFIX}{}", new_opaque_token(unit.ids()));
    let secret = ServiceSecret {
        id: ServiceSecretId::new(unit.ids()),
        service: account.id,
        created_at: unit.now(),
        expires_at: input.expires_at,
        revoked_at: None,
        last_used_at: None,
    };
    insert_secret(&unit, &secret, &token_digest(&text)).await?;
    let issued = change(permit, "service_secret.issued", &account, secret.id);
    unit.commit([issued.field("expiresAt", None, input.expires_at)]).await?;
    Ok((account, text))
}

/// Takes a secret back. Tokens that it got go on until their ten minutes are over, unless they are revoked too.
///
/// # Errors
/// `NOT_FOUND`, `SCOPE_EXCEEDS_OWN`; `WRONG_STATE` when it was taken back or has expired.
pub async fn revoke_secret(
    call: &Call,
    service: ServiceAccountId,
    id: ServiceSecretId,
) -> Result<ServiceAccount, Error> {
    let unit = call.begin().await?;
    let (account, permit) = held(call, &unit, service).await?;
    let secrets = ServiceSecrets::of(&unit).of_services(&[account.id]).await?.remove(&account.id);
    let secret = secrets.unwrap_or_default().into_iter().find(|secret| secret.id == id);
    let state = secret.ok_or_else(|| Error::not_found("secretId"))?.state(unit.now());
    if state != TokenState::Valid {
        return Err(Refusal::new(RefusalCode::WrongState)
            .with("state", state)
            .with("verb", "revoke the secret")
            .into());
    }
    store(&unit, id).await?;
    unit.commit([change(permit, "service_secret.revoked", &account, id)]).await?;
    Ok(account)
}

fn change(permit: Permit, event: &'static str, account: &ServiceAccount, id: ServiceSecretId) -> Change {
    Change::new(permit, event, id, account.owner.clone()).field("serviceAccount", None, Some(account.id))
}
