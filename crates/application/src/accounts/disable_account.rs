use super::revoke_sessions::ended;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::accounts::{Account, AccountState, AssignmentState, Revocation, decide_power_over};
use domain::shared::{AccountId, Refusal, RefusalCode};
use persistence::accounts::{
    Accounts, Credentials, ExternalIdentities, RoleAssignments, RoleScopes, revoke_invitations, revoke_other_sessions,
    set_state,
};
use persistence::{Change, UnitOfWork};

/// Disables an account: nobody can sign in with it, and its sessions and invitations end at once.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`; `WRONG_STATE` when it is disabled; `GRANT_EXCEEDS_OWN` when it holds a role that
/// exceeds the caller's; `IN_USE` for one's own.
pub async fn disable_account(call: &Call, id: AccountId, expected_version: i64) -> Result<Account, Error> {
    let unit = call.begin().await?;
    let (account, permit) = held(call, &unit, id, expected_version).await?;
    if call.actor().account().is_some_and(|own| own.id == id) {
        return Err(Refusal::new(RefusalCode::InUse).at("accountId").with("by", "your own session").into());
    }
    account.must_be(&[AccountState::Invited, AccountState::Active], "disable the account")?;
    let why = Revocation::AccountDisabled;
    let revoked = revoke_other_sessions(&unit, id, None, why).await?;
    revoke_invitations(&unit, id).await?;
    let sessions = ended(permit, &account.owner, revoked, why);
    change(unit, permit, account, AccountState::Disabled, sessions).await
}

/// Enables a disabled account. Who has neither a password nor an identity at a provider is to be invited again.
///
/// # Errors
/// As [`disable_account`].
pub async fn enable_account(call: &Call, id: AccountId, expected_version: i64) -> Result<Account, Error> {
    let unit = call.begin().await?;
    let (account, permit) = held(call, &unit, id, expected_version).await?;
    account.must_be(&[AccountState::Disabled], "enable the account")?;
    let credentials = Credentials::find(&unit, id).await?;
    let has_password = credentials.is_some_and(|credentials| credentials.password_hash.is_some());
    let has_identity = !ExternalIdentities::of(&unit).of_accounts(&[id]).await?.is_empty();
    let state = if has_password || has_identity { AccountState::Active } else { AccountState::Invited };
    change(unit, permit, account, state, Vec::new()).await
}

/// An account that the caller has power over, kept from changing.
pub(super) async fn held(
    call: &Call,
    unit: &UnitOfWork,
    id: AccountId,
    expected_version: i64,
) -> Result<(Account, Permit), Error> {
    let found = Accounts::of(unit).hold(&call.visibility(Action::AccountRead), id).await?;
    let account = found.ok_or_else(|| Error::not_found("accountId"))?;
    let permit = call.permit(Action::AccountDisable, &account.owner)?;
    expect_version(account.version, expected_version)?;
    check_power_over(call, unit, id).await?;
    Ok((account, permit))
}

/// Checks that an account holds no role that exceeds the caller's.
///
/// # Errors
/// `GRANT_EXCEEDS_OWN`.
pub(super) async fn check_power_over(call: &Call, unit: &UnitOfWork, id: AccountId) -> Result<(), Error> {
    let mut roles = RoleAssignments::of(unit).of_accounts(&[id]).await?.remove(&id).unwrap_or_default();
    roles.retain(|role| role.standing(call.today()) != AssignmentState::Ended);
    Ok(decide_power_over(call.actor(), &roles, &RoleScopes::of(unit).reaches(&roles).await?)?)
}

async fn change(
    unit: UnitOfWork,
    permit: Permit,
    account: Account,
    state: AccountState,
    mut others: Vec<Change>,
) -> Result<Account, Error> {
    set_state(&unit, &account, state).await?;
    let event = if state == AccountState::Disabled { "account.disabled" } else { "account.enabled" };
    let version = account.version + 1;
    let changed = Change::new(permit, event, account.id, account.owner.clone()).version(version);
    others.push(changed.field("state", Some(account.state), Some(state)));
    unit.commit(others).await?;
    Ok(Account { state, version, ..account })
}
