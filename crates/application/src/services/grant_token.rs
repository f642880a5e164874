use super::prove::{ClientProof, TokenRefusal, prove};
use crate::security::ServiceToken;
use crate::{Error, Platform};
use domain::access::Action;
use domain::services::write_scopes;
use persistence::services::note_service_used;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// What a service account asks for.
#[derive(Clone, Debug)]
pub struct GrantToken {
    /// How it proves who it is.
    pub proof: ClientProof,
    /// The scopes that it needs, with spaces between them; all of its own without any.
    pub scope: Option<String>,
    /// From where it asks.
    pub address: IpAddr,
}

/// An access token for a service account.
#[derive(Clone)]
pub struct Granted {
    /// Sent with every request.
    pub access_token: String,
    /// In how many seconds it ends.
    pub expires_in: i64,
    /// Its scopes, with spaces between them.
    pub scope: String,
}

impl std::fmt::Debug for Granted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Granted").field("scope", &self.scope).finish_non_exhaustive()
    }
}

/// Grants an access token to a service account (RFC 6749, 4.4).
///
/// # Errors
/// See [`TokenRefusal`].
pub async fn grant_token(platform: &Platform, asked: &GrantToken) -> Result<Granted, TokenRefusal> {
    let standing = prove(platform, &asked.proof, asked.address).await?;
    let own = standing.service.scopes;
    let scopes = match asked.scope.as_deref().filter(|scope| !scope.trim().is_empty()) {
        None => own,
        Some(scope) => {
            let named = scope.split_whitespace().map(|code| Action::find(code).filter(|action| own.contains(action)));
            named.collect::<Option<BTreeSet<_>>>().ok_or(TokenRefusal::Scope)?
        }
    };
    let (id, now) = (standing.service.id, platform.clock.now());
    let token = ServiceToken::new(id, platform.ids.uuid(), scopes, now);
    let issuer = &platform.settings.public_url;
    let access_token = token.issue(&platform.keyring, issuer, now).map_err(Error::unexpected)?;
    note_service_used(&platform.database, id, standing.last_used_at, now).await?;
    tracing::info!(client = %id, token = %token.id, "a service account got a token");
    let expires_in = token.expires_at.as_seconds() - now.as_seconds();
    Ok(Granted { access_token, expires_in, scope: write_scopes(&token.scopes) })
}
