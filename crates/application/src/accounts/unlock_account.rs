use super::guard::{Try, digest};
use crate::{Call, Error, Platform};
use domain::access::Action;
use domain::accounts::Account;
use domain::shared::{AccountId, Timestamp};
use persistence::Change;
use persistence::accounts::{self, Accounts, locked_until};

/// Unlocks an account after too many failures to sign in.
///
/// # Errors
/// `NOT_FOUND`.
pub async fn unlock_account(call: &Call, id: AccountId) -> Result<Account, Error> {
    let found = Accounts::of(call.database()).find(&call.visibility(Action::AccountRead), id).await?;
    let account = found.ok_or_else(|| Error::not_found("accountId"))?;
    let permit = call.permit(Action::AccountDisable, &account.owner)?;
    call.begin().await?.commit([Change::new(permit, "account.unlocked", id, account.owner.clone())]).await?;
    Try::forget(call, account.email.as_str()).await?;
    Ok(account)
}

/// Until when an account that the caller may unlock is locked.
///
/// # Errors
/// When the database does not answer.
pub async fn account_locked_until(call: &Call, account: &Account) -> Result<Option<Timestamp>, Error> {
    if call.permit(Action::AccountDisable, &account.owner).is_err() {
        return Ok(None);
    }
    let until = locked_until(call.database(), &digest(call, account.email.as_str())).await?;
    Ok(until.filter(|until| call.now() < *until))
}

/// Forgets the tries to sign in that count no longer: for the platform's own house-keeping.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_old_attempts(platform: &Platform) -> Result<u64, Error> {
    Ok(accounts::forget_old_attempts(&platform.database, platform.clock.now()).await?)
}
