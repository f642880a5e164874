//! Setting up one's own second factor, and taking it away.

use super::guard::{Try, check_password, evenly};
use super::letters::{Notice, notice_letter};
use super::list_sessions::{own_account, own_session};
use super::revoke_sessions::ended;
use crate::security::{SecondFactor, new_recovery_codes, recovery_digest};
use crate::{Call, Error};
use domain::access::{Account, Action};
use domain::accounts::Revocation;
use domain::shared::{AccountId, Refusal, RefusalCode, SessionId};
use persistence::accounts::{
    Credentials, SecondFactorState, count_unused_codes, note_second_factor, replace_codes, revoke_other_sessions,
    set_second_factor,
};
use persistence::services::drop_second_factor;
use persistence::{Change, UnitOfWork};

/// A second factor that waits for its first code.
#[derive(Clone)]
pub struct BegunSecondFactor {
    /// The secret for typing it into an app.
    pub secret: String,
    /// The address that apps read from a QR code.
    pub uri: String,
}

/// Begins to set up a second factor: the secret is in use after its first code. Begun again, it is another one.
///
/// # Errors
/// `INVALID_CREDENTIALS` at `password`, `LOCKED`; `WRONG_STATE` when there is one already.
pub async fn begin_second_factor(call: &Call, password: &str) -> Result<BegunSecondFactor, Error> {
    call.answer_is_secret();
    let account = own_account(call)?;
    evenly(check_password(call, account.id, password, "password")).await?;
    let unit = call.begin().await?;
    let held = held(&unit, account.id).await?;
    if held.second_factor.secret.is_some() {
        return Err(wrong_state("ENABLED", "begin a second factor"));
    }
    let factor = SecondFactor::new(unit.ids(), &held.email)?;
    let pending = Some(factor.seal(&call.platform().secret, account.id, unit.ids()));
    set_second_factor(&unit, account.id, &SecondFactorState { pending, ..held.second_factor.clone() }).await?;
    commit(call, unit, &held, "account.second_factor_begun", Vec::new()).await?;
    Ok(BegunSecondFactor { secret: factor.base32(), uri: factor.uri()? })
}

/// Puts the second factor into use with its first code, and gives the recovery codes, this once. The present session
/// counts as signed in with it from now on; the others end.
///
/// # Errors
/// `INVALID_CODE` at `code`, `LOCKED`; `WRONG_STATE` when none was begun.
pub async fn confirm_second_factor(call: &Call, code: &str) -> Result<Vec<String>, Error> {
    evenly(confirm(call, own_session(call)?, code)).await
}

async fn confirm(call: &Call, (account, session): (&Account, SessionId), code: &str) -> Result<Vec<String>, Error> {
    call.answer_is_secret();
    let known = Credentials::find(call.database(), account.id).await?.ok_or_else(|| Error::not_found("account"))?;
    let this = Try::charge(call, known.email.as_str()).await?;
    let mut unit = call.begin().await?;
    let held = held(&unit, account.id).await?;
    let Some(sealed) = held.second_factor.pending.clone() else {
        drop(unit);
        this.refund(call).await?;
        return Err(wrong_state("NOT_BEGUN", "confirm a second factor"));
    };
    let factor = SecondFactor::unseal(&call.platform().secret, account.id, &held.email, &sealed)?;
    let Some(step) = factor.step_of(code, unit.now()) else {
        drop(unit);
        this.fail(call, Some(&held), RefusalCode::InvalidCode).await?;
        return Err(Refusal::new(RefusalCode::InvalidCode).at("code").into());
    };
    let state = SecondFactorState { secret: Some(sealed), pending: None, last_step: Some(step) };
    set_second_factor(&unit, account.id, &state).await?;
    let codes = new_codes(call, &unit, account.id).await?;
    note_second_factor(&unit, session, true).await?;
    let why = Revocation::SecondFactorChanged;
    let revoked = revoke_other_sessions(&unit, account.id, Some(session), why).await?;
    let permit = call.permit(Action::AccountOwn, &held.owner)?;
    let others = ended(permit, &held.owner, revoked, why);
    notice_letter(&held, Notice::SecondFactorEnabled).queue(&mut unit);
    this.succeed(&unit).await?;
    commit(call, unit, &held, "account.second_factor_enabled", others).await?;
    Ok(codes)
}

/// Takes the second factor away. Roles that need one do not count from now on.
///
/// # Errors
/// `INVALID_CREDENTIALS` at `password`, `LOCKED`; `WRONG_STATE` when there is none.
pub async fn disable_second_factor(call: &Call, password: &str) -> Result<(), Error> {
    let (account, session) = own_session(call)?;
    evenly(check_password(call, account.id, password, "password")).await?;
    let mut unit = call.begin().await?;
    let held = held(&unit, account.id).await?;
    if held.second_factor.secret.is_none() {
        return Err(wrong_state("DISABLED", "disable the second factor"));
    }
    let state = SecondFactorState { last_step: held.second_factor.last_step, ..SecondFactorState::default() };
    set_second_factor(&unit, account.id, &state).await?;
    replace_codes(&unit, account.id, &[]).await?;
    note_second_factor(&unit, session, false).await?;
    drop_second_factor(&unit, account.id).await?;
    let why = Revocation::SecondFactorChanged;
    let revoked = revoke_other_sessions(&unit, account.id, Some(session), why).await?;
    let permit = call.permit(Action::AccountOwn, &held.owner)?;
    let others = ended(permit, &held.owner, revoked, why);
    notice_letter(&held, Notice::SecondFactorDisabled).queue(&mut unit);
    commit(call, unit, &held, "account.second_factor_disabled", others).await
}

/// Makes new recovery codes, shown this once; the old ones stop to work.
///
/// # Errors
/// `INVALID_CREDENTIALS` at `password`, `LOCKED`; `WRONG_STATE` without a second factor.
pub async fn regenerate_recovery_codes(call: &Call, password: &str) -> Result<Vec<String>, Error> {
    call.answer_is_secret();
    let account = own_account(call)?;
    evenly(check_password(call, account.id, password, "password")).await?;
    let unit = call.begin().await?;
    let held = held(&unit, account.id).await?;
    if held.second_factor.secret.is_none() {
        return Err(wrong_state("DISABLED", "make recovery codes"));
    }
    // The state stays; this moves the version, as every change of the account does.
    set_second_factor(&unit, account.id, &held.second_factor).await?;
    let codes = new_codes(call, &unit, account.id).await?;
    commit(call, unit, &held, "account.recovery_codes_renewed", Vec::new()).await?;
    Ok(codes)
}

/// How many of one's own recovery codes are left.
///
/// # Errors
/// [`Error::Denied`] when nobody is signed in.
pub async fn count_recovery_codes(call: &Call) -> Result<u64, Error> {
    Ok(count_unused_codes(call.database(), own_account(call)?.id).await?)
}

async fn held(unit: &UnitOfWork, id: AccountId) -> Result<Credentials, Error> {
    Credentials::hold(unit, id).await?.ok_or_else(|| Error::not_found("account"))
}

async fn new_codes(call: &Call, unit: &UnitOfWork, account: AccountId) -> Result<Vec<String>, Error> {
    let codes = new_recovery_codes(unit.ids());
    let digest = |code: &String| recovery_digest(&call.platform().secret, account, code);
    replace_codes(unit, account, &codes.iter().map(digest).collect::<Vec<_>>()).await?;
    Ok(codes)
}

async fn commit(
    call: &Call,
    unit: UnitOfWork,
    held: &Credentials,
    event: &'static str,
    mut others: Vec<Change>,
) -> Result<(), Error> {
    let permit = call.permit(Action::AccountOwn, &held.owner)?;
    others.push(Change::new(permit, event, held.id, held.owner.clone()).version(held.version + 1));
    Ok(unit.commit(others).await?)
}

fn wrong_state(state: &'static str, verb: &'static str) -> Error {
    Refusal::new(RefusalCode::WrongState).with("state", state).with("verb", verb).into()
}
