//! In whose name an import runs, from its start to its end.

use crate::accounts::counting;
use crate::{Call, Error, Platform};
use domain::access::{Account, Actor, Proof, Service};
use domain::integration::imports::ImportStarter;
use domain::services::TokenState;
use persistence::accounts::{account_standing, standing};
use persistence::services::{PersonalTokens, service_standing};

/// Who starts an import with this call.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn starter(call: &Call) -> Result<ImportStarter, Error> {
    let nobody =
        ImportStarter { account: None, session: None, token: None, service: None, second_factor: false, scopes: None };
    Ok(match call.actor() {
        Actor::Anonymous | Actor::System => nobody,
        Actor::Service(service) => {
            ImportStarter { service: Some(service.id), scopes: Some(service.scopes.clone()), ..nobody }
        }
        Actor::Account(account) => {
            let own = ImportStarter { account: Some(account.id), scopes: account.scopes.clone(), ..nobody };
            match account.proof {
                Proof::Session(session) => {
                    let standing = standing(call.database(), session, call.today()).await?;
                    let second_factor = standing.is_some_and(|standing| standing.second_factor);
                    ImportStarter { session: Some(session), second_factor, ..own }
                }
                Proof::Token(token) => ImportStarter { token: Some(token), ..own },
                // The roles for which an identity provider vouches hold for requests that show its token, and not for this.
                Proof::Identity(_) | Proof::Address => own,
            }
        }
    })
}

/// Who acts for them now, with the rights that they have now. An import outlives the session in which it was started; an
/// account that cannot be used any more, a token that was revoked or has ended, and a disabled service account end it.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn acting(platform: &Platform, starter: &ImportStarter) -> Result<Option<Actor>, Error> {
    let (database, today) = (&platform.database, platform.clock.today());
    if let Some(id) = starter.service {
        let standing = service_standing(database, id).await?.filter(|standing| standing.can_act(today));
        return Ok(standing.map(|standing| {
            let given = |scope: &&_| starter.scopes.as_ref().is_none_or(|scopes| scopes.contains(*scope));
            let scopes = standing.service.scopes.iter().filter(given).copied().collect();
            Actor::Service(Service { scopes, ..standing.service })
        }));
    }
    let Some(id) = starter.account else {
        // The platform itself.
        return Ok(Some(Actor::System));
    };
    let standing = account_standing(database, id, today).await?;
    let Some(standing) = standing.filter(persistence::accounts::Standing::can_act) else { return Ok(None) };
    let (proof, second_factor) = match (starter.token, starter.session) {
        (Some(token), _) => {
            let found = PersonalTokens::of(database, id).find(token).await?;
            let now = platform.clock.now();
            let Some(found) = found.filter(|token| token.state(now) == TokenState::Valid) else { return Ok(None) };
            (Proof::Token(token), found.second_factor)
        }
        (None, Some(session)) => (Proof::Session(session), starter.second_factor),
        (None, None) => (Proof::Address, starter.second_factor),
    };
    let (assignments, suspended) = counting(platform, standing.assignments, second_factor);
    Ok(Some(Actor::Account(Account {
        id: standing.account,
        proof,
        person: standing.person,
        assignments,
        suspended,
        scopes: starter.scopes.clone(),
    })))
}
