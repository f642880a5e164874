//! A new session with its first tokens.

use crate::security::{AccessToken, new_opaque_token, token_digest};
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::{IssuedToken, REFRESH_SECONDS, SESSION_SECONDS, Session};
use domain::shared::{AccountId, Name, SessionId, Timestamp};
use persistence::accounts::{Credentials, insert_session, insert_token, note_sign_in};
use persistence::{Change, UnitOfWork};

/// What a client needs to go on.
#[derive(Clone)]
pub struct Tokens {
    /// Sent with every request.
    pub access_token: String,
    /// When it ends.
    pub access_token_expires_at: Timestamp,
    /// Exchanged for the next pair, once.
    pub refresh_token: String,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens").field("until", &self.access_token_expires_at).finish_non_exhaustive()
    }
}

/// Starts a session in a unit of work, which the caller commits with the change.
pub(super) async fn start_session(
    call: &Call,
    unit: &UnitOfWork,
    credentials: &Credentials,
    device: Option<&Name>,
    second_factor: bool,
) -> Result<(Tokens, Change), Error> {
    call.answer_is_secret();
    let now = unit.now();
    let session = Session {
        id: SessionId::new(unit.ids()),
        account: credentials.id,
        created_at: now,
        last_used_at: now,
        expires_at: now.plus_seconds(SESSION_SECONDS),
        revoked_at: None,
        user_agent: device.map(ToString::to_string),
        second_factor,
    };
    insert_session(unit, &session).await?;
    note_sign_in(unit, credentials.id).await?;
    let tokens = issue(call, unit, (session.account, session.id), 1, now.plus_seconds(REFRESH_SECONDS)).await?;
    let permit = call.permit(Action::SessionStart, &credentials.owner)?;
    let change = Change::new(permit, "session.started", session.id, credentials.owner.clone())
        .field("account", None, Some(credentials.id.to_string()))
        .field("second_factor", None, Some(second_factor.to_string()))
        .personal("device", None, session.user_agent);
    Ok((tokens, change))
}

/// Issues the tokens of one generation; those before it are used up.
pub(super) async fn issue(
    call: &Call,
    unit: &UnitOfWork,
    (account, session): (AccountId, SessionId),
    generation: i64,
    expires_at: Timestamp,
) -> Result<Tokens, Error> {
    let refresh_token = new_opaque_token(unit.ids());
    let token = IssuedToken { generation, expires_at, used_at: None };
    insert_token(unit, session, &token_digest(&refresh_token), &token).await?;
    let platform = call.platform();
    let access = AccessToken { account, session };
    let (access_token, access_token_expires_at) =
        access.issue(&platform.keyring, &platform.settings.public_url, unit.now()).map_err(Error::unexpected)?;
    Ok(Tokens { access_token, access_token_expires_at, refresh_token })
}
