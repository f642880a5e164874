//! Reading certificates.

use crate::qualifications::read_registrations::own_person;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::Certificate;
use domain::shared::{CertificateId, Page, PageRequest};
use persistence::qualifications::{CertificateFilter, CertificateSight, Certificates};
use std::collections::HashMap;

/// What the caller may see of certificates.
pub(super) fn sight(call: &Call) -> CertificateSight {
    CertificateSight {
        own: call.visibility(Action::CertificateRead),
        issuer: call.visibility(Action::CertificateIssue),
    }
}

/// One page of the certificates that the caller sees, the newest first.
///
/// # Errors
/// `INVALID` for a cursor that is not one of this list.
pub async fn list_certificates(
    call: &Call,
    filter: &CertificateFilter,
    page: &PageRequest,
) -> Result<Page<Certificate>, Error> {
    Ok(Certificates::of(call.database()).list(&sight(call), filter, page).await?)
}

/// How many certificates the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn count_certificates(call: &Call, filter: &CertificateFilter) -> Result<u64, Error> {
    Ok(Certificates::of(call.database()).count(&sight(call), filter).await?)
}

/// The filter that finds the caller's own certificates.
///
/// # Errors
/// A denial when nobody is signed in.
pub fn own_certificates(call: &Call) -> Result<CertificateFilter, Error> {
    let person = Some(own_person(call, Action::CertificateRead)?);
    Ok(CertificateFilter { person, ..CertificateFilter::default() })
}

/// One certificate; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_certificate(call: &Call, id: CertificateId) -> Result<Option<Certificate>, Error> {
    Ok(Certificates::of(call.database()).find(&sight(call), id).await?)
}

/// Those of these certificates that the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_certificates(
    call: &Call,
    ids: &[CertificateId],
) -> Result<HashMap<CertificateId, Certificate>, Error> {
    Ok(Certificates::of(call.database()).find_many(&sight(call), ids).await?)
}

/// The certificates that were issued in the place of these, which the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_certificates_in_place_of(
    call: &Call,
    ids: &[CertificateId],
) -> Result<HashMap<CertificateId, Certificate>, Error> {
    let mut found = Certificates::of(call.database()).in_place_of(ids).await?;
    // The holder may belong to another organisation by then.
    let sight = sight(call);
    found.retain(|_, it| sight.own.includes(&it.owner()) || sight.issuer.includes(&it.issuer_owner()));
    Ok(found)
}
