use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::consulting::Agreement;
use domain::shared::{AgreementId, Page, PageRequest};
use persistence::consulting::{AgreementFilter, Agreements};
use std::collections::{BTreeSet, HashMap};

/// One page of the agreements that the caller sees, those that began last first.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_agreements(
    call: &Call,
    filter: &AgreementFilter,
    page: &PageRequest,
) -> Result<Page<Agreement>, Error> {
    let seen = call.visibility(Action::AgreementRead);
    Ok(Agreements::of(call.database()).list(&seen, filter, page).await?)
}

/// How many agreements the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_agreements(call: &Call, filter: &AgreementFilter) -> Result<u64, Error> {
    Ok(Agreements::of(call.database()).count(&call.visibility(Action::AgreementRead), filter).await?)
}

/// One agreement; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_agreement(call: &Call, id: AgreementId) -> Result<Option<Agreement>, Error> {
    Ok(Agreements::of(call.database()).find(&call.visibility(Action::AgreementRead), id).await?)
}

/// Those of these agreements that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_agreements(call: &Call, ids: &[AgreementId]) -> Result<HashMap<AgreementId, Agreement>, Error> {
    Ok(Agreements::of(call.database()).find_many(&call.visibility(Action::AgreementRead), ids).await?)
}

/// The keys of the districts that hold an agreement today: for everybody.
///
/// # Errors
/// When the database does not answer.
pub async fn list_agreement_holders(call: &Call) -> Result<BTreeSet<String>, Error> {
    call.permit(Action::AgreementHolders, &Owner::NOBODY)?;
    Ok(Agreements::of(call.database()).entitled_districts(call.today()).await?)
}
