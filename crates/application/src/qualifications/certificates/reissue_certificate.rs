use super::draw_up::{Merit, draw_up};
use super::evidence::Evidence;
use super::ground::Ground;
use super::letter::{CertificateLetter, send};
use super::read_certificates::sight;
use super::record;
use super::revoke_certificate::RevokeCertificate;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Visibility};
use domain::qualifications::{Certificate, CertificateState};
use domain::shared::{LongText, Refusal, RefusalCode};
use persistence::people::People;
use persistence::qualifications::Certificates;

/// Issues another certificate in the place of one, with the name, title and attendance as they are now, a number and a code
/// of its own. The older one is revoked, if it was not before. When it is forgotten who attended, what a valid certificate says
/// stands for it.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `DUPLICATE` when another one stands in its place already, `NOT_ATTENDED` or
/// `PREREQUISITE_MISSING` when the person does not qualify any more, `REQUIRED` for the reason.
pub async fn reissue_certificate(call: &Call, input: RevokeCertificate) -> Result<Certificate, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let mut unit = call.begin().await?;
    let before = Certificates::of(&unit).find(&sight(call), input.id).await?;
    let before = before.ok_or_else(|| Error::not_found("id"))?;
    let permit = call.permit(Action::CertificateRevoke, &before.issuer_owner())?;
    expect_version(before.version, input.expected_version)?;
    let ground = Ground::held(&unit, before.session, before.series).await?;
    if Certificates::of(&unit).in_place_of(&[before.id]).await?.contains_key(&before.id) {
        return Err(Refusal::new(RefusalCode::Duplicate).at("id").into());
    }
    let evidence = Evidence::of(&unit, &ground).await?;
    let parts = if before.state == CertificateState::Issued && !evidence.is_whole(&unit).await? {
        before.content.parts.clone()
    } else {
        evidence.of_person(&ground, before.person).map_err(|refusal| refusal.at("id"))?
    };
    let person = People::of(&unit).find(&Visibility::everything(), before.person).await?;
    let person = person.ok_or_else(|| Error::not_found("id"))?;
    let mut changes = Vec::new();
    if before.state == CertificateState::Issued {
        let revoked = before.clone().revoke(reason, unit.now())?;
        Certificates::update(&unit, &revoked, input.expected_version).await?;
        changes.push(record::certificate(permit, "certificate.revoked", Some(&before), &revoked));
    }
    let merit = Merit { person: &person, parts, replaces: Some(&before) };
    let mut issued = draw_up(call, &unit, &ground, vec![merit]).await?;
    Certificates::insert(&unit, &issued).await?;
    let url = &call.platform().settings.public_url;
    send(&mut unit, url, &issued, &CertificateLetter::Issued).await?;
    let issued = issued.pop().ok_or_else(|| Error::unexpected("a certificate was drawn up and is missing"))?;
    changes.push(record::certificate(permit, "certificate.issued", None, &issued));
    unit.commit(changes).await?;
    Ok(issued)
}
