use super::record;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::qualifications::Certificate;
use domain::shared::CertificateId;
use persistence::qualifications::Certificates;

/// The most certificates that are deleted in one go.
const MOST: u64 = 500;

/// Deletes certificates from the registers when their ten years are over (domain.md 3.3). The audit keeps that it was done;
/// the numbers stay taken. Says how many were deleted.
///
/// # Errors
/// When the database does not answer; a denial for anybody but the platform itself and those who manage everything.
pub async fn delete_old_certificates(call: &Call) -> Result<usize, Error> {
    let before = Certificate::kept_since(call.now());
    if Certificates::of(call.database()).issued_before(before, 1).await?.is_empty() {
        return Ok(0);
    }
    let unit = call.begin().await?;
    let old = Certificates::of(&unit).issued_before(before, MOST).await?;
    let permit = call.permit(Action::CertificateRevoke, &Owner::NOBODY)?;
    let ids: Vec<CertificateId> = old.iter().map(|certificate| certificate.id).collect();
    // Another node may have been faster.
    if Certificates::delete(&unit, &ids).await? != ids.len() as u64 || ids.is_empty() {
        return Ok(0);
    }
    unit.commit(old.iter().map(|certificate| record::deleted(permit, certificate))).await?;
    Ok(old.len())
}
