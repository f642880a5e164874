use crate::security::AccessToken;
use crate::{Error, Platform};
use domain::access::{Account, Actor};
use domain::accounts::AccountState;
use domain::shared::{Refusal, RefusalCode};
use persistence::accounts::{SessionStanding, standing};

/// Who sends this access token. The token only names account and session: whether they can be used, and which roles
/// are held, is read each time, so that what was taken away is refused at once. A role that needs a second factor does
/// not count in a session without one, unless the operator switched that off.
///
/// # Errors
/// `INVALID_TOKEN`, whatever the reason.
pub async fn authenticate(platform: &Platform, token: &str) -> Result<Actor, Error> {
    let invalid = || Error::from(Refusal::new(RefusalCode::InvalidToken));
    let now = platform.clock.now();
    let named = AccessToken::read(token, &platform.keyring, &platform.settings.public_url, now).ok_or_else(invalid)?;
    let found = standing(&platform.database, named.session, platform.clock.today()).await?;
    let stands = |standing: &SessionStanding| {
        standing.account == named.account
            && standing.state == AccountState::Active
            && standing.person_is_active
            && !standing.is_revoked
            && now < standing.expires_at
    };
    let standing = found.filter(stands).ok_or_else(invalid)?;
    let strict = platform.settings.require_second_factor && !standing.second_factor;
    let counts = |role: domain::access::Role| !(strict && role.needs_second_factor());
    Ok(Actor::Account(Account {
        id: standing.account,
        session: named.session,
        person: standing.person,
        assignments: standing.assignments.into_iter().filter(|held| counts(held.role)).collect(),
    }))
}
