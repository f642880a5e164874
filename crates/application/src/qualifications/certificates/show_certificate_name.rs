use super::read_certificates::sight;
use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Certificate, NameDisplay};
use domain::shared::CertificateId;
use persistence::qualifications::Certificates;

/// How far verification is to show the name of the holder.
#[derive(Clone, Copy, Debug)]
pub struct ShowCertificateName {
    /// Of which certificate.
    pub id: CertificateId,
    /// The version that the change was made from.
    pub expected_version: i64,
    /// How far.
    pub display: NameDisplay,
}

/// The holder decides how far those who verify a certificate see their name. What the certificate says stays as it is.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`; a denial for anybody but the holder.
pub async fn show_certificate_name(call: &Call, input: ShowCertificateName) -> Result<Certificate, Error> {
    let unit = call.begin().await?;
    let before = Certificates::of(&unit).find(&sight(call), input.id).await?;
    let before = before.ok_or_else(|| Error::not_found("id"))?;
    let permit = call.permit(Action::CertificateShowName, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let Some(after) = before.clone().show_name(input.display, unit.now()) else { return Ok(before) };
    Certificates::update(&unit, &after, input.expected_version).await?;
    unit.commit([record::certificate(permit, "certificate.nameShown", Some(&before), &after)]).await?;
    Ok(after)
}
