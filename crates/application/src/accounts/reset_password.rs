use super::guard::{Try, new_hash};
use super::letters::{Notice, notice_letter};
use super::revoke_sessions::ended;
use crate::security::{Link, LinkPurpose};
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::Revocation;
use domain::shared::{Refusal, RefusalCode};
use persistence::accounts::{
    Credentials, PasswordReset, find_reset, note_reset_used, revoke_other_sessions, set_password,
};
use persistence::{Change, Source};
use uuid::Uuid;

/// What is needed to choose a new password by a link.
#[derive(Clone)]
pub struct ResetPassword {
    /// The token of the link.
    pub token: String,
    /// The new password.
    pub password: String,
}

/// Chooses a new password by a link. All sessions end; the second factor stays.
///
/// # Errors
/// `INVALID_TOKEN` at `token`; `TOO_SHORT`, `TOO_LONG`, `WEAK_PASSWORD` at `password`.
pub async fn reset_password(call: &Call, input: ResetPassword) -> Result<(), Error> {
    let platform = call.platform();
    let link = Link::open(LinkPurpose::PasswordReset, &input.token, &platform.secret, call.now());
    let link = link.ok_or_else(invalid)?;
    let (_, known) = usable(call.database(), link.id).await?;
    let hash = new_hash(call, &input.password, "password", vec![known.email.to_string()]).await?;
    let mut unit = call.begin().await?;
    // Once more, now that nobody else can use it.
    Credentials::hold(&unit, known.id).await?;
    let (_, credentials) = usable(&unit, link.id).await?;
    let permit = call.permit(Action::SessionStart, &credentials.owner)?;
    set_password(&unit, credentials.id, &hash).await?;
    note_reset_used(&unit, credentials.id).await?;
    let why = Revocation::PasswordChanged;
    let revoked = revoke_other_sessions(&unit, credentials.id, None, why).await?;
    let event = Change::new(permit, "account.password_reset", credentials.id, credentials.owner.clone());
    let mut changes = ended(permit, &credentials.owner, revoked, why);
    changes.push(event.version(credentials.version + 1));
    notice_letter(&credentials, Notice::PasswordChanged).queue(&mut unit);
    unit.commit(changes).await?;
    Try::forget(call, credentials.email.as_str()).await
}

async fn usable(source: &impl Source, link: Uuid) -> Result<(PasswordReset, Credentials), Error> {
    let reset = find_reset(source, link).await?.filter(|reset| reset.used_at.is_none()).ok_or_else(invalid)?;
    let account = Credentials::find(source, reset.account).await?;
    let active = account.filter(Credentials::can_sign_in).ok_or_else(invalid)?;
    Ok((reset, active))
}

fn invalid() -> Error {
    Refusal::new(RefusalCode::InvalidToken).at("token").into()
}
