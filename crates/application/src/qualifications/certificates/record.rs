//! What the audit says about changes of certificates.

use domain::access::Permit;
use domain::qualifications::Certificate;
use persistence::Change;

/// What `event` made of a certificate.
pub(super) fn certificate(
    permit: Permit,
    event: &'static str,
    before: Option<&Certificate>,
    after: &Certificate,
) -> Change {
    Change::new(permit, event, after.id, after.owner())
        .version(after.version)
        .field("number", before.map(|it| it.content.number), Some(after.content.number))
        .field("issuerId", before.map(|it| it.issuer), Some(after.issuer))
        .field("subjectId", before.map(|it| it.subject.uuid()), Some(after.subject.uuid()))
        .personal("personId", before.map(|it| it.person), Some(after.person))
        .personal("holder", before.map(|it| &it.content.holder), Some(&after.content.holder))
        .field("hash", before.map(|it| &it.hash), Some(&after.hash))
        .field("replacesId", before.and_then(|it| it.replaces), after.replaces)
        .field("state", before.map(|it| it.state), Some(after.state))
        .personal("reason", before.and_then(|it| it.reason.as_ref()), after.reason.as_ref())
        .personal("nameDisplay", before.map(|it| it.name_display), Some(after.name_display))
}

/// A certificate was deleted after its time. Nothing of what it said is kept.
pub(super) fn deleted(permit: Permit, certificate: &Certificate) -> Change {
    Change::new(permit, "certificate.deleted", certificate.id, certificate.owner()).version(certificate.version)
}
