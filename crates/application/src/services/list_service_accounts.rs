use crate::{Call, Error};
use domain::access::Action;
use domain::services::{ServiceAccount, ServiceSecret};
use domain::shared::{Page, PageRequest, ServiceAccountId};
use persistence::services::{ServiceAccountFilter, ServiceAccounts, ServiceSecrets};
use std::collections::HashMap;

/// One page of the service accounts that the caller may see, by name.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_service_accounts(
    call: &Call,
    filter: &ServiceAccountFilter,
    page: &PageRequest,
) -> Result<Page<ServiceAccount>, Error> {
    let seen = call.visibility(Action::ServiceRead);
    Ok(ServiceAccounts::of(call.database()).list(&seen, filter, page).await?)
}

/// How many of these service accounts the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn count_service_accounts(call: &Call, filter: &ServiceAccountFilter) -> Result<u64, Error> {
    Ok(ServiceAccounts::of(call.database()).count(&call.visibility(Action::ServiceRead), filter).await?)
}

/// One service account; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_service_account(call: &Call, id: ServiceAccountId) -> Result<Option<ServiceAccount>, Error> {
    Ok(ServiceAccounts::of(call.database()).find(&call.visibility(Action::ServiceRead), id).await?)
}

/// Those of these service accounts that the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn find_service_accounts(
    call: &Call,
    ids: impl IntoIterator<Item = ServiceAccountId>,
) -> Result<HashMap<ServiceAccountId, ServiceAccount>, Error> {
    Ok(ServiceAccounts::of(call.database()).find_many(&call.visibility(Action::ServiceRead), ids).await?)
}

/// The secrets of service accounts that the caller has seen, past ones too, the newest first: when, never what.
///
/// # Errors
/// When the database does not answer.
pub async fn secrets_of(
    call: &Call,
    seen: &[ServiceAccountId],
) -> Result<HashMap<ServiceAccountId, Vec<ServiceSecret>>, Error> {
    Ok(ServiceSecrets::of(call.database()).of_services(seen).await?)
}
