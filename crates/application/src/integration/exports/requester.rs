//! As whom an export is read.

use crate::accounts::counting;
use crate::{Call, Error, Platform};
use domain::access::{Account, Action, Actor, Denied, Proof, Service};
use domain::integration::Requester;
use domain::services::TokenState;
use domain::shared::{PersonalTokenId, SessionId};
use persistence::accounts::{Sessions, Standing, account_standing};
use persistence::services::{PersonalTokens, service_standing};

/// Who asks in this call, to be remembered.
///
/// # Errors
/// [`Error::Denied`] for who is neither an account nor a service account.
pub(super) async fn requester_of(call: &Call) -> Result<Requester, Error> {
    match call.actor() {
        Actor::Anonymous => Err(Denied::Unauthenticated(Action::ExportStart).into()),
        Actor::System => Err(Denied::Forbidden(Action::ExportStart).into()),
        Actor::Service(service) => Ok(Requester::Service {
            service: service.id,
            organisation: service.organisation,
            scopes: service.scopes.clone(),
        }),
        Actor::Account(account) => {
            let (session, token, second_factor) = match account.proof {
                Proof::Session(id) => {
                    let session = Sessions::of(call.database()).find(account.id, id).await?;
                    (Some(id), None, session.is_some_and(|session| session.second_factor))
                }
                Proof::Token(id) => {
                    let token = PersonalTokens::of(call.database(), account.id).find(id).await?;
                    (None, Some(id), token.is_some_and(|token| token.second_factor))
                }
                // The roles for which an identity provider vouches hold for requests that show its token, and not for this.
                Proof::Identity(_) | Proof::Address => (None, None, false),
            };
            Ok(Requester::Account {
                account: account.id,
                person: account.person,
                session,
                token,
                second_factor,
                scopes: account.scopes.clone(),
            })
        }
    }
}

/// Who that is now, with the rights that they have now; `None` when they cannot act any more.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn actor_of(platform: &Platform, requester: &Requester) -> Result<Option<Actor>, Error> {
    match requester {
        Requester::Service { service, scopes, .. } => {
            let standing = service_standing(&platform.database, *service).await?;
            let standing = standing.filter(|standing| standing.can_act(platform.clock.today()));
            Ok(standing.map(|standing| {
                let scopes = standing.service.scopes.intersection(scopes).copied().collect();
                Actor::Service(Service { scopes, ..standing.service })
            }))
        }
        Requester::Account { account, session, token, second_factor, scopes, .. } => {
            if let Some(token) = *token {
                let found = PersonalTokens::of(&platform.database, *account).find(token).await?;
                if found.is_none_or(|token| token.state(platform.clock.now()) != TokenState::Valid) {
                    return Ok(None);
                }
            }
            let standing = account_standing(&platform.database, *account, platform.clock.today()).await?;
            Ok(standing.filter(Standing::can_act).map(|standing| {
                let (assignments, suspended) = counting(platform, standing.assignments, *second_factor);
                Actor::Account(Account {
                    id: standing.account,
                    proof: proof(*session, *token),
                    person: standing.person,
                    assignments,
                    suspended,
                    scopes: scopes.clone(),
                })
            }))
        }
    }
}

fn proof(session: Option<SessionId>, token: Option<PersonalTokenId>) -> Proof {
    match (session, token) {
        (Some(session), _) => Proof::Session(session),
        (None, Some(token)) => Proof::Token(token),
        (None, None) => Proof::Address,
    }
}
