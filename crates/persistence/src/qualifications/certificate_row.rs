//! Between rows and certificates.

use crate::entities::certificate;
use crate::error::StoreError;
use crate::stored::{checked, code, corrupt, instant};
use domain::qualifications::{Certificate, CertificateState, CertificateSubject, VerificationCode};
use domain::shared::{AccountId, LongText, PersonId, Timestamp};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

const WHAT: &str = "certificate";

/// What may exist only once: a subject and a person, while the certificate holds.
fn valid_for(subject: CertificateSubject, person: PersonId, state: CertificateState) -> Option<String> {
    (state == CertificateState::Issued).then(|| format!("{}/{person}", subject.uuid()))
}

pub(super) fn read(row: certificate::Model) -> Result<Certificate, StoreError> {
    let code_of = VerificationCode::read(&row.code);
    Ok(Certificate {
        id: row.id.into(),
        subject: CertificateSubject::of(code(WHAT, &row.subject_kind)?, row.subject_id),
        session: row.session_id.map(Into::into),
        series: row.series_id.map(Into::into),
        issuer: row.issuer_id.into(),
        issuer_district: row.issuer_district_key,
        person: row.person_id.into(),
        organisation: row.organisation_id.into(),
        district: row.district_key,
        content: serde_json::from_str(&row.content).map_err(|error| corrupt(WHAT, error))?,
        hash: row.hash,
        code: code_of.ok_or_else(|| corrupt(WHAT, "the code is none"))?,
        initials: row.initials,
        name_display: code(WHAT, &row.name_display)?,
        state: code(WHAT, &row.state)?,
        revoked_at: row.revoked_at.map(|at| instant(WHAT, at)).transpose()?,
        reason: checked(WHAT, LongText::optional(row.reason.as_deref()))?,
        replaces: row.replaces_id.map(Into::into),
        version: row.version,
        issued_at: instant(WHAT, row.issued_at)?,
        issued_by: row.issued_by_id.map(AccountId::from),
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write(certificate: &Certificate) -> certificate::ActiveModel {
    certificate::ActiveModel {
        id: Set(certificate.id.uuid()),
        subject_kind: Set(certificate.subject.kind().code().to_owned()),
        subject_id: Set(certificate.subject.uuid()),
        session_id: Set(certificate.session.map(Uuid::from)),
        series_id: Set(certificate.series.map(Uuid::from)),
        issuer_id: Set(certificate.issuer.uuid()),
        issuer_district_key: Set(certificate.issuer_district.clone()),
        person_id: Set(certificate.person.uuid()),
        organisation_id: Set(certificate.organisation.uuid()),
        district_key: Set(certificate.district.clone()),
        year: Set(certificate.content.number.year.into()),
        serial: Set(certificate.content.number.serial),
        content: Set(certificate.content.canonical()),
        hash: Set(certificate.hash.clone()),
        code: Set(certificate.code.as_str().to_owned()),
        initials: Set(certificate.initials.clone()),
        name_display: Set(certificate.name_display.code().to_owned()),
        state: Set(certificate.state.code().to_owned()),
        revoked_at: Set(certificate.revoked_at.map(Timestamp::as_micros)),
        reason: Set(certificate.reason.as_ref().map(ToString::to_string)),
        replaces_id: Set(certificate.replaces.map(Uuid::from)),
        valid_for: Set(valid_for(certificate.subject, certificate.person, certificate.state)),
        version: Set(certificate.version),
        issued_at: Set(certificate.issued_at.as_micros()),
        issued_by_id: Set(certificate.issued_by.map(Uuid::from)),
        updated_at: Set(certificate.updated_at.as_micros()),
    }
}
