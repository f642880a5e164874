use super::guard::{digest, next_beat};
use super::letters::reset_letter;
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::{RESET_PAUSE_SECONDS, RESET_SECONDS};
use domain::shared::EmailAddress;
use persistence::Change;
use persistence::accounts::{Credentials, PasswordReset, insert_reset, last_reset_at};
use tokio::time::Instant;

/// Sends a link to choose a new password, if the address has an account that can be used. Whoever asks learns nothing
/// of that: the answer is the same, and comes at the same beat. At most one mail goes out in two minutes.
///
/// # Errors
/// `INVALID_EMAIL`.
pub async fn request_password_reset(call: &Call, email: &str) -> Result<(), Error> {
    let email = EmailAddress::new(email).map_err(|refusal| refusal.at("email"))?;
    let started = Instant::now();
    let done = send(call, &email).await;
    next_beat(started).await;
    done
}

async fn send(call: &Call, email: &EmailAddress) -> Result<(), Error> {
    let found = Credentials::by_email(call.database(), email).await?;
    let Some(found) = found.filter(Credentials::can_sign_in) else {
        let digest = digest(call, email.as_str());
        tracing::info!(request = call.request(), email.digest = digest, "a password reset without an account");
        return Ok(());
    };
    let permit = call.permit(Action::SessionStart, &found.owner)?;
    let mut unit = call.begin().await?;
    let Some(credentials) = Credentials::hold(&unit, found.id).await? else { return Ok(()) };
    let last = last_reset_at(&unit, credentials.id).await?;
    if last.is_some_and(|last| unit.now() < last.plus_seconds(RESET_PAUSE_SECONDS)) {
        return Ok(());
    }
    let reset = PasswordReset {
        id: unit.ids().uuid(),
        account: credentials.id,
        created_at: unit.now(),
        expires_at: unit.now().plus_seconds(RESET_SECONDS),
        used_at: None,
    };
    insert_reset(&unit, &reset).await?;
    reset_letter(&credentials, &reset).queue(&mut unit);
    let change = Change::new(permit, "account.password_reset_requested", credentials.id, credentials.owner);
    unit.commit([change]).await?;
    Ok(())
}
