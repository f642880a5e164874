use super::guard::{Try, digest};
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::Account;
use domain::shared::{AccountId, Timestamp};
use persistence::Change;
use persistence::accounts::{Accounts, locked_until};

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

/// Until when these accounts are locked, each in its place; nothing for those that the caller may not unlock.
///
/// # Errors
/// When the database does not answer.
pub async fn accounts_locked_until(call: &Call, accounts: &[Account]) -> Result<Vec<Option<Timestamp>>, Error> {
    let may = |account: &Account| call.permit(Action::AccountDisable, &account.owner).is_ok();
    let digests: Vec<_> =
        accounts.iter().map(|account| may(account).then(|| digest(call, account.email.as_str()))).collect();
    let locked = locked_until(call.database(), digests.iter().flatten()).await?;
    let until = |digest: &Option<String>| digest.as_ref().and_then(|digest| locked.get(digest)).copied();
    Ok(digests.iter().map(until).map(|until| until.filter(|until| call.now() < *until)).collect())
}
