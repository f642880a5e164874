use super::list_sessions::own_account;
use crate::{Call, Error};
use domain::access::{Action, Owner, Permit};
use domain::accounts::Revocation;
use domain::shared::SessionId;
use persistence::accounts::{self, Sessions};
use persistence::{Change, UnitOfWork};

/// Ends one of one's own sessions.
///
/// # Errors
/// `NOT_FOUND` for any other.
pub async fn revoke_session(call: &Call, id: SessionId) -> Result<(), Error> {
    let account = own_account(call)?;
    let owner = Owner::default().about(account.person);
    let permit = call.permit(Action::AccountOwn, &owner)?;
    let unit = call.begin().await?;
    let found = Sessions::of(&unit).find(account.id, id).await?.filter(|session| session.is_live(unit.now()));
    if found.is_none() {
        return Err(Error::not_found("sessionId"));
    }
    accounts::revoke_session(&unit, id, Revocation::RevokedByOwner).await?;
    unit.commit(ended(permit, &owner, [id], Revocation::RevokedByOwner)).await?;
    Ok(())
}

/// Ends all of one's own sessions but the one in which it is called, and says how many.
///
/// # Errors
/// [`Error::Denied`] when nobody is signed in.
pub async fn revoke_other_sessions(call: &Call) -> Result<usize, Error> {
    let account = own_account(call)?;
    let owner = Owner::default().about(account.person);
    let permit = call.permit(Action::AccountOwn, &owner)?;
    let unit: UnitOfWork = call.begin().await?;
    let (kept, why) = (account.proof.session(), Revocation::RevokedByOwner);
    let revoked = accounts::revoke_other_sessions(&unit, account.id, kept, why).await?;
    let count = revoked.len();
    if count > 0 {
        unit.commit(ended(permit, &owner, revoked, why)).await?;
    }
    Ok(count)
}

/// What the audit learns of sessions that ended.
pub(super) fn ended(
    permit: Permit,
    owner: &Owner,
    sessions: impl IntoIterator<Item = SessionId>,
    why: Revocation,
) -> Vec<Change> {
    let change = |id| Change::new(permit, "session.ended", id, owner.clone()).field("reason", None, Some(why));
    sessions.into_iter().map(change).collect()
}
