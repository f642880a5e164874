//! What the audit learns of service accounts.

use crate::recorded::{Shown, fields, shown};
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::services::{ServiceAccount, write_scopes};
use domain::shared::ServiceAccountId;
use persistence::accounts::RoleScopes;
use persistence::services::ServiceAccounts;
use persistence::{Change, UnitOfWork};

const FIELDS: [(&str, Shown<ServiceAccount>); 8] = [
    ("name", |account| shown(Some(&account.name))),
    ("purpose", |account| shown(account.purpose.as_ref())),
    ("scopes", |account| Some(write_scopes(&account.scopes))),
    ("reach", |account| shown(Some(&account.reach))),
    ("networks", |account| shown(Some(&account.networks))),
    ("publicKeys", |account| account.public_keys.clone()),
    ("validUntil", |account| shown(account.period.until)),
    ("state", |account| shown(Some(&account.state))),
];

/// A name or purpose is no statement about a person; keys and networks are none either.
pub(super) fn changed(
    permit: Permit,
    event: &'static str,
    before: Option<&ServiceAccount>,
    after: &ServiceAccount,
) -> Change {
    let change = Change::new(permit, event, after.id, after.owner.clone()).version(after.version);
    fields(change, &FIELDS, before, after)
}

/// A service account that the caller has power over, kept from changing.
///
/// # Errors
/// `NOT_FOUND`; `SCOPE_EXCEEDS_OWN` when it reaches farther than the caller.
pub(super) async fn held(
    call: &Call,
    unit: &UnitOfWork,
    id: ServiceAccountId,
) -> Result<(ServiceAccount, Permit), Error> {
    let found = ServiceAccounts::of(unit).hold(&call.visibility(Action::ServiceRead), id).await?;
    let account = found.ok_or_else(|| Error::not_found("serviceAccountId"))?;
    let permit = call.permit(Action::ServiceManage, &account.owner)?;
    check_power(call, unit, &account).await?;
    Ok((account, permit))
}

/// Nobody gives, or gets hold of, more than they hold.
///
/// # Errors
/// `SCOPE_EXCEEDS_OWN`.
pub(crate) async fn check_power(call: &Call, unit: &UnitOfWork, account: &ServiceAccount) -> Result<(), Error> {
    let service = RoleScopes::of(unit).service(account).await?;
    Ok(account.decide_power(call.actor(), &service)?)
}
