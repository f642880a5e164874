use crate::{Call, Error};
use domain::access::{Account, Action};
use domain::accounts::Session;
use domain::shared::{Refusal, RefusalCode, SessionId};
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
    let own = |session: Session| OwnSession { is_current: Some(session.id) == account.proof.session(), session };
    Ok(sessions.into_iter().map(own).collect())
}

/// One of one's own live sessions; `None` for any other, and when nobody is signed in.
///
/// # Errors
/// When the database does not answer.
pub async fn find_session(call: &Call, id: SessionId) -> Result<Option<OwnSession>, Error> {
    let Some(account) = call.actor().account() else { return Ok(None) };
    let found = Sessions::of(call.database()).find(account.id, id).await?;
    let live = found.filter(|session| session.is_live(call.now()));
    Ok(live.map(|session| OwnSession { is_current: Some(session.id) == account.proof.session(), session }))
}

/// The account that is signed in.
///
/// # Errors
/// [`Error::Denied`] when nobody is.
pub(crate) fn own_account(call: &Call) -> Result<&Account, Error> {
    Ok(call.actor().own(Action::AccountOwn)?)
}

/// The account that is signed in, and the session in which it is.
///
/// # Errors
/// `SESSION_REQUIRED` when it acts with a token that is none of a session; [`Error::Denied`] when nobody is signed in.
pub(crate) fn own_session(call: &Call) -> Result<(&Account, SessionId), Error> {
    let account = own_account(call)?;
    let session = account.proof.session().ok_or_else(|| Refusal::new(RefusalCode::SessionRequired))?;
    Ok((account, session))
}
