use super::record::{changed, held};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::services::{ServiceAccount, ServiceAccountState};
use domain::shared::ServiceAccountId;
use persistence::services::{revoke_secrets, update_service_account};

/// Disables a service account: its tokens are refused at once, its secrets are taken back.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `SCOPE_EXCEEDS_OWN`.
pub async fn disable_service_account(
    call: &Call,
    id: ServiceAccountId,
    expected_version: i64,
) -> Result<ServiceAccount, Error> {
    change(call, id, expected_version, ServiceAccountState::Disabled).await
}

/// Enables a disabled service account. It needs a new secret, unless it signs with its keys.
///
/// # Errors
/// As [`disable_service_account`].
pub async fn enable_service_account(
    call: &Call,
    id: ServiceAccountId,
    expected_version: i64,
) -> Result<ServiceAccount, Error> {
    change(call, id, expected_version, ServiceAccountState::Active).await
}

async fn change(
    call: &Call,
    id: ServiceAccountId,
    expected_version: i64,
    state: ServiceAccountState,
) -> Result<ServiceAccount, Error> {
    let unit = call.begin().await?;
    let (before, permit) = held(call, &unit, id).await?;
    expect_version(before.version, expected_version)?;
    let event = match state {
        ServiceAccountState::Disabled => {
            before.must_be(ServiceAccountState::Active, "disable the service account")?;
            revoke_secrets(&unit, id).await?;
            "service_account.disabled"
        }
        ServiceAccountState::Active => {
            before.must_be(ServiceAccountState::Disabled, "enable the service account")?;
            "service_account.enabled"
        }
    };
    let after = ServiceAccount { state, version: before.version + 1, ..before.clone() };
    update_service_account(&unit, &after).await?;
    unit.commit([changed(permit, event, Some(&before), &after)]).await?;
    Ok(after)
}
