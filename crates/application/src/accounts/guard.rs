//! What all verbs that take a password or a code share: the count of tries, and the even answer.

use crate::security::Verdict;
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::{Attempts, Password};
use domain::shared::{AccountId, EmailAddress, Refusal, RefusalCode};
use persistence::accounts::{Attempted, Credentials, charge_attempt, clear_attempts, forget_attempts, refund_attempt};
use persistence::{Change, UnitOfWork};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Refusals leave at the next multiple of this, so that their time tells nothing.
const BEAT: Duration = Duration::from_millis(100);

/// One try with an e-mail address, charged before its outcome is known.
#[derive(Debug)]
pub(super) struct Try {
    digest: String,
    attempts: Attempts,
}

impl Try {
    /// Charges a try. The address is kept only as a keyed digest, whether or not it has an account.
    ///
    /// # Errors
    /// `LOCKED`.
    pub(super) async fn charge(call: &Call, email: &str) -> Result<Self, Error> {
        let digest = digest(call, email);
        match charge_attempt(call.database(), &digest, call.now()).await? {
            Attempted::Charged(attempts) => Ok(Self { digest, attempts }),
            Attempted::Refused(refusal) => {
                tracing::warn!(request = call.request(), email.digest = digest, "a locked sign-in was tried");
                Err(refusal.into())
            }
        }
    }

    /// It was right, and the sign-in is complete: all tries are forgotten when the change is kept.
    pub(super) async fn succeed(self, unit: &UnitOfWork) -> Result<(), Error> {
        Ok(clear_attempts(unit, &self.digest).await?)
    }

    /// Forgets all tries with an address: its owner proved themselves in another way.
    pub(super) async fn forget(call: &Call, email: &str) -> Result<(), Error> {
        Ok(forget_attempts(call.database(), &digest(call, email)).await?)
    }

    /// It was right, but a second step follows.
    pub(super) async fn refund(self, call: &Call) -> Result<(), Error> {
        Ok(refund_attempt(call.database(), &self.digest).await?)
    }

    /// It was wrong. The audit of the account learns it; of an address without an account only the log does.
    pub(super) async fn fail(self, call: &Call, of: Option<&Credentials>, code: RefusalCode) -> Result<Error, Error> {
        let (failures, locks) = (self.attempts.failures, self.attempts.locks());
        tracing::warn!(request = call.request(), email.digest = self.digest, failures, locks, "a sign-in was refused");
        if let Some(credentials) = of {
            let permit = call.permit(Action::SessionStart, &credentials.owner)?;
            let event = |event| Change::new(permit, event, credentials.id, credentials.owner.clone());
            let refused = event("account.sign_in_refused").field("failures", None, Some(failures));
            let until = self.attempts.locked_until;
            let locked = until.map(|until| event("account.locked").field("until", None, Some(until)));
            call.begin().await?.commit(std::iter::once(refused).chain(locked)).await?;
        }
        Ok(Refusal::new(code).into())
    }
}

/// Checks the password of an account that is signed in, once more, before something that a stolen session must not do.
///
/// # Errors
/// `INVALID_CREDENTIALS` at `field`, `LOCKED`.
pub(super) async fn check_password(
    call: &Call,
    id: AccountId,
    password: &str,
    field: &str,
) -> Result<Credentials, Error> {
    let Some(credentials) = Credentials::find(call.database(), id).await? else { return Err(Error::not_found(field)) };
    let this = Try::charge(call, credentials.email.as_str()).await?;
    let typed = Password::typed(password);
    match call.platform().passwords.verify(typed, credentials.password_hash.clone()).await? {
        Verdict::Right { .. } => {
            Try::forget(call, credentials.email.as_str()).await?;
            Ok(credentials)
        }
        Verdict::Wrong => {
            this.fail(call, Some(&credentials), RefusalCode::InvalidCredentials).await?;
            Err(Refusal::new(RefusalCode::InvalidCredentials).at(field).into())
        }
    }
}

/// Judges a new password and makes its hash.
///
/// # Errors
/// `TOO_SHORT`, `TOO_LONG`, `WEAK_PASSWORD` at `field`.
pub(super) async fn new_hash(call: &Call, password: &str, field: &str, about: Vec<String>) -> Result<String, Error> {
    let password = Password::choose(password).map_err(|refusal| refusal.at(field))?;
    let passwords = &call.platform().passwords;
    passwords.judge(password.clone(), about).await.map_err(|error| match error {
        Error::Refused(refusals) => refusals.into_iter().map(|refusal| refusal.at(field)).collect::<Vec<_>>().into(),
        other => other,
    })?;
    passwords.hash(call.ids(), password).await
}

/// The keyed digest of an e-mail address.
pub(super) fn digest(call: &Call, email: &str) -> String {
    let key = EmailAddress::new(email).map_or_else(|_| email.trim().to_lowercase(), |email| email.key());
    hex::encode(call.platform().secret.sign("sign-in:email", key.as_bytes()))
}

/// Runs `work`; what it refuses is answered at the next beat.
pub(super) async fn evenly<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let started = Instant::now();
    let done = work.await;
    if done.is_err() {
        next_beat(started).await;
    }
    done
}

/// Waits for the next beat after `started`.
pub(super) async fn next_beat(started: Instant) {
    let beats = started.elapsed().as_millis() / BEAT.as_millis() + 1;
    sleep_until(started + BEAT * u32::try_from(beats).unwrap_or(u32::MAX)).await;
}
