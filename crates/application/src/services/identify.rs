use super::TOKEN_PREFIX;
use super::revoke_token::revoked_digest;
use crate::accounts::{authenticate_session, authenticate_vouched, counting, invalid_token};
use crate::security::{OwnToken, ServiceToken, token_digest};
use crate::{Error, Platform};
use domain::access::{Account, Actor, Proof, Service};
use domain::services::TokenState;
use persistence::accounts::account_standing;
use persistence::services::{find_token, is_spent, note_token_used, service_standing};
use std::net::IpAddr;

/// Who sends this token: somebody in a session or with a token of an identity provider, a script with a personal access
/// token, or a service account. Whose token it is, its issuer says, before anything of it is believed. Whether
/// they can act, and how far, is read each time, so that what was taken away is refused at once.
///
/// # Errors
/// `INVALID_TOKEN`, whatever the reason; of an identity provider also `IDENTITY_UNKNOWN` and `ACR_TOO_LOW`, or that it does
/// not answer.
pub async fn identify(platform: &Platform, token: &str, address: IpAddr) -> Result<Actor, Error> {
    if token.starts_with(TOKEN_PREFIX) {
        return personal(platform, token).await;
    }
    if platform.issuers.claim(token) {
        return authenticate_vouched(platform, token).await;
    }
    let now = platform.clock.now();
    match OwnToken::read(token, &platform.keyring, &platform.settings.public_url, now) {
        Some(OwnToken::Session(token)) => authenticate_session(platform, token).await,
        Some(OwnToken::Service(token)) => service(platform, token, address).await,
        None => Err(invalid_token()),
    }
}

async fn service(platform: &Platform, token: ServiceToken, address: IpAddr) -> Result<Actor, Error> {
    let standing = service_standing(&platform.database, token.service).await?.ok_or_else(invalid_token)?;
    if !standing.can_act(platform.clock.today())
        || !standing.networks.allow(address)
        || is_spent(&platform.database, &revoked_digest(token.id)).await?
    {
        return Err(invalid_token());
    }
    let scopes = standing.service.scopes.intersection(&token.scopes).copied().collect();
    Ok(Actor::Service(Service { scopes, ..standing.service }))
}

async fn personal(platform: &Platform, text: &str) -> Result<Actor, Error> {
    let now = platform.clock.now();
    let token = find_token(&platform.database, &token_digest(text)).await?;
    let token = token.filter(|token| token.state(now) == TokenState::Valid).ok_or_else(invalid_token)?;
    let standing = account_standing(&platform.database, token.account, platform.clock.today()).await?;
    let standing = standing.filter(persistence::accounts::Standing::can_act).ok_or_else(invalid_token)?;
    note_token_used(&platform.database, token.id, token.last_used_at, now).await?;
    let (assignments, suspended) = counting(platform, standing.assignments, token.second_factor);
    Ok(Actor::Account(Account {
        id: standing.account,
        proof: Proof::Token(token.id),
        person: standing.person,
        assignments,
        suspended,
        scopes: Some(token.scopes),
    }))
}
