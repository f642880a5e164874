use crate::graphql::shared::{Enum, LocalDate};
use async_graphql::SimpleObject;
use domain::qualifications::{Certificate, CertificateKind, CertificateState};
use domain::shared::berlin_date;

/// What everybody may know of a certificate whose code they were given (German: Prüfergebnis).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct CertificateVerification {
    /// Whether it holds (German: Zustand).
    state: Enum<CertificateState>,
    /// Its number in the register of the issuer (German: Nummer).
    number: String,
    /// Who issued it (German: ausstellende Stelle).
    issuer: String,
    /// What it is about: a session, a module or a whole series (German: Art).
    kind: Enum<CertificateKind>,
    /// The title of the session, module or series (German: Titel).
    title: String,
    /// The title of the series to which a module belongs (German: Titel der Reihe).
    series_title: Option<String>,
    /// For how many minutes the holder was there altogether (German: Umfang in Minuten).
    minutes: i64,
    /// On which day it was issued (German: ausgestellt am).
    issued_on: LocalDate,
    /// On which day it was revoked (German: widerrufen am).
    revoked_on: Option<LocalDate>,
    /// The name of the holder or the initials, as far as the holder allows (German: Name).
    holder: Option<String>,
}

impl From<Certificate> for CertificateVerification {
    fn from(certificate: Certificate) -> Self {
        let holder = certificate.shown_name().map(str::to_owned);
        let content = certificate.content;
        Self {
            state: Enum(certificate.state),
            number: content.number.to_string(),
            issuer: content.issuer,
            kind: Enum(certificate.subject.kind()),
            title: content.title,
            series_title: content.series,
            minutes: content.minutes,
            issued_on: LocalDate(content.issued_on),
            revoked_on: certificate.revoked_at.map(berlin_date).map(LocalDate),
            holder,
        }
    }
}
