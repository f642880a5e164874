use super::start_session::{Tokens, issue};
use crate::security::token_digest;
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::{Refresh, Revocation, decide_refresh};
use domain::shared::{Refusal, RefusalCode};
use persistence::Change;
use persistence::accounts::{Credentials, note_refresh, present_token, revoke_session};

/// Exchanges a refresh token for the next pair of tokens. Each is good once: when it comes again, one of the two who
/// had it stole it, and the session ends for both.
///
/// # Errors
/// `INVALID_TOKEN` for a token that is unknown, used or too old, or whose session or account cannot be used any more.
pub async fn refresh_session(call: &Call, refresh_token: &str) -> Result<Tokens, Error> {
    call.answer_is_secret();
    let invalid = || Error::from(Refusal::new(RefusalCode::InvalidToken).at("refreshToken"));
    let unit = call.begin().await?;
    let presented = present_token(&unit, &token_digest(refresh_token)).await?.ok_or_else(invalid)?;
    let session = presented.session;
    let credentials = Credentials::find(&unit, session.account).await?.ok_or_else(invalid)?;
    let permit = call.permit(Action::SessionStart, &credentials.owner)?;
    let change = |event| {
        Change::new(permit, event, session.id, credentials.owner.clone()).field(
            "account",
            None,
            Some(credentials.id.to_string()),
        )
    };
    match decide_refresh(&session, &presented.token, unit.now()) {
        Refresh::Rotate { expires_at } if credentials.can_sign_in() => {
            let generation = presented.token.generation + 1;
            let tokens = issue(call, &unit, (session.account, session.id), generation, expires_at).await?;
            note_refresh(&unit, session.id).await?;
            unit.commit([change("session.refreshed")]).await?;
            Ok(tokens)
        }
        Refresh::Reused => {
            revoke_session(&unit, session.id, Revocation::TokenReused).await?;
            unit.commit([change("session.token_reused")]).await?;
            tracing::warn!(request = call.request(), session = %session.id, "a refresh token was used twice");
            Err(invalid())
        }
        Refresh::Rotate { .. } | Refresh::Over => Err(invalid()),
    }
}
