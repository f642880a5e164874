use super::letter::{CertificateLetter, send};
use super::read_certificates::sight;
use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::Certificate;
use domain::shared::{CertificateId, LongText};
use persistence::qualifications::Certificates;

/// A certificate that is to be taken back.
#[derive(Clone, Debug)]
pub struct RevokeCertificate {
    /// Which.
    pub id: CertificateId,
    /// The version that the change was made from.
    pub expected_version: i64,
    /// Why; the holder is told.
    pub reason: String,
}

/// Revokes a certificate: whoever verifies it is told that it holds no more. The number stays taken.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when it was revoked before, `REQUIRED` for the reason.
pub async fn revoke_certificate(call: &Call, input: RevokeCertificate) -> Result<Certificate, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let mut unit = call.begin().await?;
    let before = Certificates::of(&unit).find(&sight(call), input.id).await?;
    let before = before.ok_or_else(|| Error::not_found("id"))?;
    let permit = call.permit(Action::CertificateRevoke, &before.issuer_owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().revoke(reason, unit.now())?;
    Certificates::update(&unit, &after, input.expected_version).await?;
    let url = &call.platform().settings.public_url;
    send(&mut unit, url, std::slice::from_ref(&after), &CertificateLetter::Revoked).await?;
    unit.commit([record::certificate(permit, "certificate.revoked", Some(&before), &after)]).await?;
    Ok(after)
}
