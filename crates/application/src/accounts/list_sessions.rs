use crate::{Call, Error};
use domain::access::{Account, Action, Denied};
use domain::accounts::Session;
use persistence::accounts::Sessions;

/// A session of one's own.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// The session.
    pub session: Session,
    /// Whether it is the one in which it is asked.
    pub is_current: bool,
}

/// One's own live sessions, the one used last first.
///
/// # Errors
/// [`Error::Denied`] when nobody is signed in.
pub async fn list_sessions(call: &Call) -> Result<Vec<OwnSession>, Error> {
    let account = own_account(call)?;
    let sessions = Sessions::of(call.database()).live(account.id, call.now()).await?;
    let own = |session: Session| OwnSession { is_current: session.id == account.session, session };
    Ok(sessions.into_iter().map(own).collect())
}

/// The account that is signed in.
///
/// # Errors
/// [`Error::Denied`] when nobody is.
pub(super) fn own_account(call: &Call) -> Result<&Account, Error> {
    call.actor().account().ok_or_else(|| Denied::Unauthenticated(Action::AccountOwn).into())
}
