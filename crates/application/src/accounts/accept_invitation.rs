use super::guard::new_hash;
use super::start_session::{Tokens, start_session};
use crate::security::{Link, LinkPurpose};
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::{AccountState, Invitation, InvitationState};
use domain::shared::{InvitationId, Name, Refusal, RefusalCode, Timestamp};
use persistence::accounts::{Credentials, Invitations, accept, note_accepted};
use persistence::{Change, Source};

/// What is needed to accept an invitation.
#[derive(Clone)]
pub struct AcceptInvitation {
    /// The token of the link.
    pub token: String,
    /// The first password.
    pub password: String,
    /// How the session is called in the list of sessions.
    pub device: Option<Name>,
}

/// Accepts an invitation by its link: the account gets its first password, becomes active and is signed in.
///
/// # Errors
/// `INVALID_TOKEN` at `token` for a link that is not ours, used, taken back or too old; `TOO_SHORT`, `TOO_LONG`,
/// `WEAK_PASSWORD` at `password`.
pub async fn accept_invitation(call: &Call, input: AcceptInvitation) -> Result<Tokens, Error> {
    let platform = call.platform();
    let link = Link::open(LinkPurpose::Invitation, &input.token, &platform.secret, call.now()).ok_or_else(invalid)?;
    let id = link.id.into();
    let (_, known) = open(call.database(), id, call.now()).await?;
    let hash = new_hash(call, &input.password, "password", vec![known.email.to_string()]).await?;
    let unit = call.begin().await?;
    // Once more, now that nobody else can use it.
    Credentials::hold(&unit, known.id).await?;
    let (invitation, credentials) = open(&unit, id, unit.now()).await?;
    let permit = call.permit(Action::SessionStart, &credentials.owner)?;
    accept(&unit, credentials.id, &hash).await?;
    note_accepted(&unit, invitation.id).await?;
    let (tokens, started) = start_session(call, &unit, &credentials, input.device.as_ref(), false).await?;
    let accepted = Change::new(permit, "account.activated", credentials.id, credentials.owner.clone())
        .version(credentials.version + 1)
        .field("state", Some(AccountState::Invited), Some(AccountState::Active));
    unit.commit([accepted, started]).await?;
    Ok(tokens)
}

async fn open(source: &impl Source, id: InvitationId, now: Timestamp) -> Result<(Invitation, Credentials), Error> {
    let found = Invitations::of(source).find(id).await?;
    let invitation = found.filter(|found| found.state(now) == InvitationState::Open).ok_or_else(invalid)?;
    let account = Credentials::find(source, invitation.account).await?;
    let waiting = account
        .filter(|account| account.state == AccountState::Invited && account.person_is_active)
        .ok_or_else(invalid)?;
    Ok((invitation, waiting))
}

fn invalid() -> Error {
    Refusal::new(RefusalCode::InvalidToken).at("token").into()
}
