//! Access tokens of service accounts (RFC 9068): which one, and with which scopes.

use super::Keyring;
use super::access_token::{AUDIENCE, AccessToken, Claims, read_signed, sign};
use domain::access::Action;
use domain::services::{SERVICE_TOKEN_SECONDS, write_scopes};
use domain::shared::{ServiceAccountId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What an access token of a service account says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceToken {
    /// The service account.
    pub service: ServiceAccountId,
    /// The token itself, so that it can be revoked.
    pub id: Uuid,
    /// The scopes that were asked for.
    pub scopes: BTreeSet<Action>,
    /// When it ends.
    pub expires_at: Timestamp,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ServiceClaims {
    iss: String,
    aud: String,
    sub: Uuid,
    client_id: Uuid,
    jti: Uuid,
    scope: String,
    pub(super) iat: i64,
    pub(super) exp: i64,
}

impl ServiceToken {
    /// A token that is good from now on for ten minutes.
    pub fn new(service: ServiceAccountId, id: Uuid, scopes: BTreeSet<Action>, now: Timestamp) -> Self {
        Self { service, id, scopes, expires_at: now.plus_seconds(SERVICE_TOKEN_SECONDS) }
    }

    /// Signs the token with the newest key. `issuer` is the platform's public address.
    ///
    /// # Errors
    /// When the key cannot sign: a fault of ours.
    pub fn issue(
        &self,
        keyring: &Keyring,
        issuer: &str,
        now: Timestamp,
    ) -> Result<String, jsonwebtoken::errors::Error> {
        let claims = ServiceClaims {
            iss: issuer.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: self.service.uuid(),
            client_id: self.service.uuid(),
            jti: self.id,
            scope: write_scopes(&self.scopes),
            iat: now.as_seconds(),
            exp: self.expires_at.as_seconds(),
        };
        sign(&claims, keyring)
    }
}

/// An access token of ours, of either kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnToken {
    /// Of somebody in a session.
    Session(AccessToken),
    /// Of a service account.
    Service(ServiceToken),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum AnyClaims {
    Session(Claims),
    Service(ServiceClaims),
}

impl OwnToken {
    /// Reads a token; `None` unless it is one of ours, for us, and its time is not over.
    pub fn read(token: &str, keyring: &Keyring, issuer: &str, now: Timestamp) -> Option<Self> {
        match read_signed(token, keyring, issuer)? {
            AnyClaims::Session(claims) => claims.in_time(now).map(Self::Session),
            AnyClaims::Service(claims) => {
                let in_time = super::access_token::in_time(claims.iat, claims.exp, now);
                let scopes = claims.scope.split_whitespace().filter_map(Action::find).collect();
                let expires_at = Timestamp::from_micros(claims.exp.checked_mul(1_000_000)?)?;
                let token = ServiceToken { service: claims.sub.into(), id: claims.jti, scopes, expires_at };
                (in_time && claims.sub == claims.client_id).then_some(Self::Service(token))
            }
        }
    }
}
