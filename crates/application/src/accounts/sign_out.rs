use super::list_sessions::own_session;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::accounts::Revocation;
use persistence::Change;
use persistence::accounts::revoke_session;

/// Ends the session in which it is called. Its access token is refused from then on.
///
/// # Errors
/// `SESSION_REQUIRED`; [`Error::Denied`] when nobody is signed in.
pub async fn sign_out(call: &Call) -> Result<(), Error> {
    let (account, session) = own_session(call)?;
    let owner = Owner::default().about(account.person);
    let permit = call.permit(Action::AccountOwn, &owner)?;
    let unit = call.begin().await?;
    revoke_session(&unit, session, Revocation::SignedOut).await?;
    let ended = Change::new(permit, "session.ended", session, owner);
    unit.commit([ended.field("reason", None, Some(Revocation::SignedOut))]).await?;
    Ok(())
}
