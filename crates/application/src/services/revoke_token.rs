use super::prove::{ClientProof, TokenRefusal, prove};
use crate::Platform;
use crate::security::{OwnToken, token_digest};
use persistence::services::spend;
use std::net::IpAddr;
use uuid::Uuid;

/// What a service account gives back.
#[derive(Clone)]
pub struct RevokeToken {
    /// How it proves who it is.
    pub proof: ClientProof,
    /// The access token.
    pub token: String,
    /// From where it asks.
    pub address: IpAddr,
}

impl std::fmt::Debug for RevokeToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RevokeToken").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Makes an access token of a service account worth nothing (RFC 7009). One that is worth nothing already is no
/// reason to complain.
///
/// # Errors
/// See [`TokenRefusal`]; `Grant` for a token of another service account, or of a person.
pub async fn revoke_token(platform: &Platform, asked: &RevokeToken) -> Result<(), TokenRefusal> {
    let standing = prove(platform, &asked.proof, asked.address).await?;
    let (issuer, now) = (&platform.settings.public_url, platform.clock.now());
    match OwnToken::read(&asked.token, &platform.keyring, issuer, now) {
        None => Ok(()),
        Some(OwnToken::Service(token)) if token.service == standing.service.id => {
            spend(&platform.database, &revoked_digest(token.id), token.expires_at).await?;
            tracing::info!(client = %token.service, token = %token.id, "a service account revoked a token");
            Ok(())
        }
        Some(_) => Err(TokenRefusal::Grant),
    }
}

/// Under what a revoked token is remembered.
pub(super) fn revoked_digest(id: Uuid) -> String {
    token_digest(&format!("revoked\0{id}"))
}
