//! How a service account proves who it is at `/oauth/token`.

use crate::security::{claimed_client, read_assertion, token_digest};
use crate::{Error, Platform};
use domain::services::TokenState;
use domain::shared::ServiceAccountId;
use persistence::services::{ServiceStanding, find_secret, note_secret_used, service_standing, spend};
use std::net::IpAddr;
use uuid::Uuid;

/// What a service account shows.
#[derive(Clone)]
pub enum ClientProof {
    /// Its id and a secret (`client_secret_basic`).
    Secret {
        /// The id.
        client: String,
        /// The secret.
        secret: String,
    },
    /// A signed assertion (`private_key_jwt`).
    Assertion {
        /// The id, where it is said beside the assertion.
        client: Option<String>,
        /// The assertion.
        assertion: String,
    },
}

impl std::fmt::Debug for ClientProof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientProof(…)")
    }
}

/// Why no token is granted or revoked.
#[derive(Debug, thiserror::Error)]
pub enum TokenRefusal {
    /// The proof is none, whatever the reason; or the service account cannot be used, or not from there.
    #[error("the client is not known, or its proof is not valid")]
    Client,
    /// A scope that the service account does not have.
    #[error("the scope is not one of the client's")]
    Scope,
    /// The token is another client's.
    #[error("the token is not one of the client's")]
    Grant,
    /// The database does not answer, or a fault of ours.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<persistence::StoreError> for TokenRefusal {
    fn from(error: persistence::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Finds out which service account this is. A secret or assertion that is not right, an account that is shut, and an
/// address outside of its networks answer the same; the log has the reason.
pub(super) async fn prove(
    platform: &Platform,
    proof: &ClientProof,
    address: IpAddr,
) -> Result<ServiceStanding, TokenRefusal> {
    let claimed = match proof {
        ClientProof::Secret { client, .. } => client.parse::<Uuid>().ok(),
        ClientProof::Assertion { client: None, assertion } => claimed_client(assertion),
        ClientProof::Assertion { client: Some(client), assertion } => {
            claimed_client(assertion).filter(|claimed| client.parse() == Ok(*claimed))
        }
    };
    let refuse = |reason: &'static str| {
        let client = claimed.map(|id| id.to_string());
        tracing::warn!(client, %address, reason, "a service account was refused");
        TokenRefusal::Client
    };
    let id = ServiceAccountId::from(claimed.ok_or_else(|| refuse("it names no service account"))?);
    let standing = service_standing(&platform.database, id).await?;
    let standing = standing.ok_or_else(|| refuse("it does not exist"))?;
    let reason = match proof {
        ClientProof::Secret { secret, .. } => secret_fault(platform, id, secret).await?,
        ClientProof::Assertion { assertion, .. } => assertion_fault(platform, &standing, assertion).await?,
    };
    match reason {
        Some(reason) => Err(refuse(reason)),
        None if !standing.can_act(platform.clock.today()) => Err(refuse("it cannot be used at present")),
        None if !standing.networks.allow(address) => Err(refuse("it may not be used from there")),
        None => Ok(standing),
    }
}

async fn secret_fault(
    platform: &Platform,
    id: ServiceAccountId,
    secret: &str,
) -> Result<Option<&'static str>, TokenRefusal> {
    let now = platform.clock.now();
    let found = find_secret(&platform.database, &token_digest(secret)).await?;
    let Some(found) = found.filter(|found| found.service == id) else { return Ok(Some("the secret is unknown")) };
    if found.state(now) != TokenState::Valid {
        return Ok(Some("the secret has ended"));
    }
    note_secret_used(&platform.database, found.id, found.last_used_at, now).await?;
    Ok(None)
}

async fn assertion_fault(
    platform: &Platform,
    standing: &ServiceStanding,
    assertion: &str,
) -> Result<Option<&'static str>, TokenRefusal> {
    let Some(keys) = &standing.public_keys else { return Ok(Some("it has no keys")) };
    let issuer = &platform.settings.public_url;
    let audiences = [issuer.clone(), format!("{issuer}/oauth/token"), format!("{issuer}/oauth/revoke")];
    let client = standing.service.id.to_string();
    let Some(read) = read_assertion(assertion, keys, &client, &audiences, platform.clock.now()) else {
        return Ok(Some("the assertion is not valid"));
    };
    let digest = token_digest(&format!("assertion\0{client}\0{}", read.id));
    let first = spend(&platform.database, &digest, read.ends_at).await?;
    Ok((!first).then_some("the assertion was presented before"))
}
