use crate::security::AccessToken;
use crate::{Error, Platform};
use domain::access::{Account, Actor, Assignment, Proof};
use domain::shared::{Refusal, RefusalCode};
use persistence::accounts::{SessionStanding, standing};

/// Who sends this access token of a session. The token only names account and session: whether they can be used, and
/// which roles are held, is read each time, so that what was taken away is refused at once. A role that needs a second
/// factor does not count in a session without one, unless the operator switched that off.
///
/// # Errors
/// `INVALID_TOKEN`, whatever the reason.
pub async fn authenticate(platform: &Platform, token: &str) -> Result<Actor, Error> {
    let now = platform.clock.now();
    let named = AccessToken::read(token, &platform.keyring, &platform.settings.public_url, now);
    authenticate_session(platform, named.ok_or_else(invalid_token)?).await
}

/// Who acts in the session of this token, which was read already.
///
/// # Errors
/// `INVALID_TOKEN`, whatever the reason.
pub(crate) async fn authenticate_session(platform: &Platform, named: AccessToken) -> Result<Actor, Error> {
    let now = platform.clock.now();
    let found = standing(&platform.database, named.session, platform.clock.today()).await?;
    let stands = |standing: &SessionStanding| {
        standing.who.account == named.account
            && standing.who.can_act()
            && !standing.is_revoked
            && now < standing.expires_at
    };
    let standing = found.filter(stands).ok_or_else(invalid_token)?;
    let (assignments, suspended) = counting(platform, standing.who.assignments, standing.second_factor);
    Ok(Actor::Account(Account {
        id: standing.who.account,
        proof: Proof::Session(named.session),
        person: standing.who.person,
        assignments,
        suspended,
        scopes: None,
    }))
}

/// The roles that count with the second factor shown or not, and those that would count with it.
pub(crate) fn counting(
    platform: &Platform,
    held: Vec<Assignment>,
    second_factor: bool,
) -> (Vec<Assignment>, Vec<Assignment>) {
    let all = second_factor || !platform.settings.require_second_factor;
    held.into_iter().partition(|held| all || !held.role.needs_second_factor())
}

/// The one answer to every token that opens nothing.
pub(crate) fn invalid_token() -> Error {
    Refusal::new(RefusalCode::InvalidToken).into()
}
