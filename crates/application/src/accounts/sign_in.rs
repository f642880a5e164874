use super::guard::{Try, evenly};
use super::start_session::{Tokens, start_session};
use crate::security::{Challenge, Verdict};
use crate::{Call, Error};
use domain::accounts::Password;
use domain::shared::{EmailAddress, Name, RefusalCode, Timestamp};
use persistence::accounts::{Credentials, set_password_hash};

/// What is needed to sign in.
#[derive(Clone)]
pub struct SignIn {
    /// The e-mail address of the account.
    pub email: String,
    /// The password.
    pub password: String,
    /// How the session is called in the list of sessions.
    pub device: Option<Name>,
}

/// How a first step ends.
#[derive(Clone, Debug)]
pub enum SignedIn {
    /// It was the only one.
    Complete(Tokens),
    /// A code of the second factor is needed, within five minutes.
    SecondFactor {
        /// The proof that the first step succeeded.
        challenge: String,
    },
}

/// Signs in with e-mail address and password.
///
/// # Errors
/// `INVALID_CREDENTIALS`, the same and after the same time for an unknown address, a wrong password and an account
/// that cannot be used; `LOCKED` after too many failures, for unknown addresses too.
pub async fn sign_in(call: &Call, input: SignIn) -> Result<SignedIn, Error> {
    evenly(first_step(call, input)).await
}

async fn first_step(call: &Call, input: SignIn) -> Result<SignedIn, Error> {
    let this = Try::charge(call, &input.email).await?;
    let known = match EmailAddress::new(&input.email) {
        Ok(email) => Credentials::by_email(call.database(), &email).await?,
        Err(_) => None,
    };
    let hash = known.as_ref().and_then(|known| known.password_hash.clone());
    let typed = Password::typed(&input.password);
    let verdict = call.platform().passwords.verify(typed.clone(), hash).await?;
    let (credentials, outdated) = match (known, verdict) {
        (Some(known), Verdict::Right { outdated }) if known.can_sign_in() => (known, outdated),
        (known, _) => return Err(this.fail(call, known.as_ref(), RefusalCode::InvalidCredentials).await?),
    };
    if credentials.second_factor.secret.is_some() {
        this.refund(call).await?;
        call.answer_is_secret();
        let state = challenge_state(&credentials);
        let challenge = Challenge::issue(&call.platform().secret, credentials.id, &state, call.now());
        return Ok(SignedIn::SecondFactor { challenge });
    }
    let renewed = if outdated { Some(call.platform().passwords.hash(call.ids(), typed).await?) } else { None };
    let unit = call.begin().await?;
    // While the password was compared, somebody may have changed it, or shut the account.
    let same = |held: &Credentials| {
        held.can_sign_in()
            && held.password_hash == credentials.password_hash
            && held.second_factor.secret == credentials.second_factor.secret
    };
    let Some(credentials) = Credentials::hold(&unit, credentials.id).await?.filter(same) else {
        drop(unit);
        return Err(this.fail(call, Some(&credentials), RefusalCode::InvalidCredentials).await?);
    };
    let (tokens, change) = start_session(call, &unit, &credentials, input.device.as_ref(), false).await?;
    if let (Some(old), Some(new)) = (&credentials.password_hash, &renewed) {
        set_password_hash(&unit, credentials.id, old, new).await?;
    }
    this.succeed(&unit).await?;
    unit.commit([change]).await?;
    Ok(SignedIn::Complete(tokens))
}

/// What a challenge is bound to: a sign-in or another password makes it worth nothing.
pub(super) fn challenge_state(credentials: &Credentials) -> String {
    let last = credentials.last_sign_in_at.map(Timestamp::as_micros);
    format!("{last:?}:{:?}", credentials.password_hash)
}
