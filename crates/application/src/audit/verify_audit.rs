use crate::{Call, Error};
use domain::access::{Action, Owner};
use persistence::audit::{Verification, verify};

/// Checks the whole chain. It says something about all entries, so only those who may read all of them may ask.
///
/// # Errors
/// [`Error::Denied`] without that right; a broken chain is a finding and not an error.
pub async fn verify_audit(call: &Call) -> Result<Verification, Error> {
    call.permit(Action::AuditRead, &Owner::NOBODY)?;
    Ok(verify(call.database()).await?)
}
