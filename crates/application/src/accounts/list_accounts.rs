use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::{Account, ExternalIdentity, Invitation, RoleAssignment};
use domain::shared::{AccountId, InvitationId, Page, PageRequest, RoleAssignmentId};
use persistence::accounts::{AccountFilter, Accounts, ExternalIdentities, Invitations, RoleAssignments};
use std::collections::HashMap;

/// One page of the accounts that the caller may see, by e-mail address.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_accounts(call: &Call, filter: &AccountFilter, page: &PageRequest) -> Result<Page<Account>, Error> {
    Ok(Accounts::of(call.database()).list(&call.visibility(Action::AccountRead), filter, page).await?)
}

/// How many of these accounts the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn count_accounts(call: &Call, filter: &AccountFilter) -> Result<u64, Error> {
    Ok(Accounts::of(call.database()).count(&call.visibility(Action::AccountRead), filter).await?)
}

/// One account; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_account(call: &Call, id: AccountId) -> Result<Option<Account>, Error> {
    Ok(Accounts::of(call.database()).find(&call.visibility(Action::AccountRead), id).await?)
}

/// Those of these accounts that the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn find_accounts(call: &Call, ids: &[AccountId]) -> Result<HashMap<AccountId, Account>, Error> {
    let seen = call.visibility(Action::AccountRead);
    Ok(Accounts::of(call.database()).find_many(&seen, ids.iter().copied()).await?)
}

/// The roles of accounts that the caller has seen, past ones too, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn roles_of(call: &Call, seen: &[AccountId]) -> Result<HashMap<AccountId, Vec<RoleAssignment>>, Error> {
    Ok(RoleAssignments::of(call.database()).of_accounts(seen).await?)
}

/// The identities at providers outside that are linked to accounts which the caller has seen, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn identities_of(
    call: &Call,
    seen: &[AccountId],
) -> Result<HashMap<AccountId, Vec<ExternalIdentity>>, Error> {
    Ok(ExternalIdentities::of(call.database()).of_accounts(seen).await?)
}

/// One role assignment; `None` when it does not exist or the caller may not see its account.
///
/// # Errors
/// When the database does not answer.
pub async fn find_role_assignment(call: &Call, id: RoleAssignmentId) -> Result<Option<RoleAssignment>, Error> {
    let found = RoleAssignments::of(call.database()).find(id).await?;
    seen(call, found, |assignment| assignment.account).await
}

/// One invitation; `None` when it does not exist or the caller may not see its account.
///
/// # Errors
/// When the database does not answer.
pub async fn find_invitation(call: &Call, id: InvitationId) -> Result<Option<Invitation>, Error> {
    let found = Invitations::of(call.database()).find(id).await?;
    seen(call, found, |invitation| invitation.account).await
}

async fn seen<T>(call: &Call, found: Option<T>, account: fn(&T) -> AccountId) -> Result<Option<T>, Error> {
    let Some(found) = found else { return Ok(None) };
    Ok(find_account(call, account(&found)).await?.map(|_| found))
}

/// The newest invitation to each of these accounts that the caller has seen.
///
/// # Errors
/// When the database does not answer.
pub async fn newest_invitations(call: &Call, seen: &[AccountId]) -> Result<HashMap<AccountId, Invitation>, Error> {
    Ok(Invitations::of(call.database()).newest_of(seen).await?)
}
