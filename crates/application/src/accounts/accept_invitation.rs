use super::guard::new_hash;
use super::link_identity::{link, linked_change};
use super::start_session::{Tokens, start_session};
use super::vouched::read_vouched;
use crate::security::{Link, LinkPurpose};
use crate::{Call, Error};
use domain::access::{Action, Permit};
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
    accept(&unit, credentials.id, Some(hash.as_str())).await?;
    note_accepted(&unit, invitation.id).await?;
    let (tokens, started) = start_session(call, &unit, &credentials, input.device.as_ref(), false).await?;
    unit.commit([activated(permit, &credentials), started]).await?;
    Ok(tokens)
}

/// Accepts an invitation by its link with an identity at a provider outside: the account becomes active without a password,
/// and access tokens of the identity are taken from now on.
///
/// # Errors
/// `INVALID_TOKEN` at `token` for a link that is not ours, used, taken back or too old; `INVALID_TOKEN`, `ACR_TOO_LOW` or
/// `DUPLICATE` at `identityToken`; when the issuer does not answer.
pub async fn accept_invitation_with_identity(call: &Call, token: &str, identity_token: &str) -> Result<(), Error> {
    let platform = call.platform();
    let link_token = Link::open(LinkPurpose::Invitation, token, &platform.secret, call.now()).ok_or_else(invalid)?;
    let id = link_token.id.into();
    let (_, known) = open(call.database(), id, call.now()).await?;
    let vouched = read_vouched(platform, identity_token).await.map_err(|error| error.at("identityToken"))?;
    let unit = call.begin().await?;
    // Once more, now that nobody else can use it.
    Credentials::hold(&unit, known.id).await?;
    let (invitation, credentials) = open(&unit, id, unit.now()).await?;
    let permit = call.permit(Action::SessionStart, &credentials.owner)?;
    accept(&unit, credentials.id, None).await?;
    note_accepted(&unit, invitation.id).await?;
    let identity = link(&unit, &credentials, vouched, "identityToken").await?;
    unit.commit([activated(permit, &credentials), linked_change(permit, &identity, &credentials)]).await?;
    Ok(())
}

fn activated(permit: Permit, credentials: &Credentials) -> Change {
    Change::new(permit, "account.activated", credentials.id, credentials.owner.clone())
        .version(credentials.version + 1)
        .field("state", Some(AccountState::Invited), Some(AccountState::Active))
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
