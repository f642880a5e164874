use super::guard::{Try, evenly};
use super::sign_in::challenge_state;
use super::start_session::{Tokens, start_session};
use crate::security::{Challenge, SecondFactor, recovery_digest};
use crate::{Call, Error};
use domain::shared::{Name, Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::accounts::{Credentials, note_step, use_code};

/// What is needed for the second step.
#[derive(Clone, Debug)]
pub struct CompleteSignIn {
    /// The proof that the first step succeeded.
    pub challenge: String,
    /// A code of the authenticator app, or a recovery code.
    pub code: String,
    /// How the session is called in the list of sessions.
    pub device: Option<Name>,
}

/// Signs in with the second factor, after the password was right.
///
/// # Errors
/// `INVALID_TOKEN` for a challenge that is not ours, used or older than five minutes; `INVALID_CODE`; `LOCKED`.
pub async fn complete_sign_in(call: &Call, input: CompleteSignIn) -> Result<Tokens, Error> {
    evenly(second_step(call, input)).await
}

async fn second_step(call: &Call, input: CompleteSignIn) -> Result<Tokens, Error> {
    let invalid = || Error::from(Refusal::new(RefusalCode::InvalidToken).at("challenge"));
    let challenge = Challenge::read(&input.challenge, call.now()).ok_or_else(invalid)?;
    let known = Credentials::find(call.database(), challenge.account).await?.ok_or_else(invalid)?;
    let holds =
        |known: &Credentials| known.can_sign_in() && challenge.holds(&call.platform().secret, &challenge_state(known));
    if !holds(&known) {
        return Err(invalid());
    }
    let this = Try::charge(call, known.email.as_str()).await?;
    let unit = call.begin().await?;
    // Once more, now that nobody else can change it: a challenge is good for one session.
    let credentials = Credentials::hold(&unit, known.id).await?.filter(holds).ok_or_else(invalid)?;
    if !check_code(call, &unit, &credentials, &input.code).await? {
        drop(unit);
        let error = this.fail(call, Some(&credentials), RefusalCode::InvalidCode).await?;
        return Err(error);
    }
    let (tokens, change) = start_session(call, &unit, &credentials, input.device.as_ref(), true).await?;
    this.succeed(&unit).await?;
    unit.commit([change]).await?;
    Ok(tokens)
}

/// Whether the code is right, by app or by recovery code; a right one is used up.
pub(super) async fn check_code(
    call: &Call,
    unit: &UnitOfWork,
    credentials: &Credentials,
    code: &str,
) -> Result<bool, Error> {
    let secret = &call.platform().secret;
    let Some(sealed) = &credentials.second_factor.secret else { return Ok(false) };
    let factor = SecondFactor::unseal(secret, credentials.id, &credentials.email, sealed)?;
    if let Some(step) = factor.step_of(code, unit.now()) {
        return Ok(note_step(unit, credentials.id, step).await?);
    }
    Ok(use_code(unit, credentials.id, &recovery_digest(secret, credentials.id, code)).await?)
}
