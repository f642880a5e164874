//! Certificates as they are frozen.

use super::ground::Ground;
use crate::{Call, Error};
use domain::people::Person;
use domain::qualifications::{
    Certificate, CertificateContent, CertificateNumber, CertificatePart, CertificateState, NameDisplay,
    VerificationCode,
};
use domain::shared::{CertificateId, berlin_date};
use persistence::UnitOfWork;
use persistence::qualifications::take_numbers;

/// What one person gets a certificate for.
pub(super) struct Merit<'p> {
    pub(super) person: &'p Person,
    pub(super) parts: Vec<CertificatePart>,
    /// The certificate in whose place it is issued.
    pub(super) replaces: Option<&'p Certificate>,
}

/// Takes the next numbers of the issuer, and writes a certificate for each of these people, in their order. The caller
/// keeps them.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn draw_up(
    call: &Call,
    unit: &UnitOfWork,
    ground: &Ground,
    merits: Vec<Merit<'_>>,
) -> Result<Vec<Certificate>, Error> {
    let issued_on = berlin_date(unit.now());
    let issuer = ground.issuer_name(unit).await?;
    let count = i64::try_from(merits.len()).map_err(Error::unexpected)?;
    let first = take_numbers(unit, ground.issuer, issued_on.year(), count).await?;
    let one = |(serial, merit): (i64, Merit<'_>)| {
        let Merit { person, parts, replaces } = merit;
        let content = CertificateContent {
            issuer: issuer.clone(),
            number: CertificateNumber { year: issued_on.year(), serial },
            holder: person.name.to_string(),
            title: ground.title.clone(),
            series: ground.series_title(),
            minutes: parts.iter().map(|part| part.minutes).sum(),
            parts,
            issued_on,
            replaces: replaces.map(|before| before.content.number),
        };
        Certificate {
            id: CertificateId::new(call.ids()),
            subject: ground.subject,
            session: ground.session.as_ref().map(|session| session.id),
            series: ground.series.as_ref().map(|series| series.id),
            issuer: ground.issuer,
            issuer_district: ground.owner.district.clone(),
            person: person.id,
            organisation: person.organisation,
            district: person.district.clone(),
            hash: content.digest(),
            content,
            code: VerificationCode::new(call.ids()),
            initials: person.name.initials(),
            name_display: replaces.map_or(NameDisplay::Hidden, |before| before.name_display),
            state: CertificateState::Issued,
            revoked_at: None,
            reason: None,
            replaces: replaces.map(|before| before.id),
            version: 1,
            issued_at: unit.now(),
            issued_by: call.actor().account().map(|account| account.id),
            updated_at: unit.now(),
        }
    };
    Ok((first..).zip(merits).map(one).collect())
}
