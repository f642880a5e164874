//! What the audit learns of service accounts.

use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::services::{ServiceAccount, write_scopes};
use domain::shared::ServiceAccountId;
use persistence::accounts::RoleScopes;
use persistence::services::ServiceAccounts;
use persistence::{Change, UnitOfWork};

/// How a field is written down.
type Show = fn(&ServiceAccount) -> String;

/// A name or purpose is no statement about a person; keys and networks are none either.
pub(super) fn changed(
    permit: Permit,
    event: &'static str,
    before: Option<&ServiceAccount>,
    after: &ServiceAccount,
) -> Change {
    let was = |show: Show| (before.map(show), Some(show(after)));
    let mut change = Change::new(permit, event, after.id, after.owner.clone()).version(after.version);
    let fields: [(&'static str, Show); 8] = [
        ("name", |account| account.name.to_string()),
        ("purpose", |account| account.purpose.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("scopes", |account| write_scopes(&account.scopes)),
        ("reach", |account| account.reach.to_string()),
        ("networks", |account| account.networks.to_string()),
        ("publicKeys", |account| account.public_keys.clone().unwrap_or_default()),
        ("validUntil", |account| account.period.until.map(|day| day.to_string()).unwrap_or_default()),
        ("state", |account| account.state.to_string()),
    ];
    for (field, show) in fields {
        let (old, new) = was(show);
        change = change.field(field, old, new);
    }
    change
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
pub(super) async fn check_power(call: &Call, unit: &UnitOfWork, account: &ServiceAccount) -> Result<(), Error> {
    let service = RoleScopes::of(unit).service(account).await?;
    Ok(account.decide_power(call.actor(), &service)?)
}
