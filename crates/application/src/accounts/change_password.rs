use super::guard::{check_password, evenly, new_hash};
use super::letters::{Notice, notice_letter};
use super::list_sessions::own_session;
use super::revoke_sessions::ended;
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::Revocation;
use persistence::Change;
use persistence::accounts::{note_reset_used, revoke_other_sessions, set_password};

/// What is needed to change one's password.
#[derive(Clone)]
pub struct ChangePassword {
    /// The present one.
    pub current: String,
    /// The new one.
    pub new: String,
}

/// Changes one's password; the other sessions end.
///
/// # Errors
/// `INVALID_CREDENTIALS` at `currentPassword`, `LOCKED`; `TOO_SHORT`, `TOO_LONG`, `WEAK_PASSWORD` at `newPassword`.
pub async fn change_password(call: &Call, input: ChangePassword) -> Result<(), Error> {
    evenly(change(call, input)).await
}

async fn change(call: &Call, input: ChangePassword) -> Result<(), Error> {
    let (account, session) = own_session(call)?;
    let credentials = check_password(call, account.id, &input.current, "currentPassword").await?;
    let hash = new_hash(call, &input.new, "newPassword", vec![credentials.email.to_string()]).await?;
    let permit = call.permit(Action::AccountOwn, &credentials.owner)?;
    let mut unit = call.begin().await?;
    set_password(&unit, account.id, &hash).await?;
    note_reset_used(&unit, account.id).await?;
    let why = Revocation::PasswordChanged;
    let revoked = revoke_other_sessions(&unit, account.id, Some(session), why).await?;
    let event = Change::new(permit, "account.password_changed", account.id, credentials.owner.clone());
    let mut changes = ended(permit, &credentials.owner, revoked, why);
    changes.push(event.version(credentials.version + 1));
    notice_letter(&credentials, Notice::PasswordChanged).queue(&mut unit);
    unit.commit(changes).await?;
    Ok(())
}
