//! The mails about certificates, in the language of their reader.

use super::ticket::verification_path;
use crate::Error;
use crate::outbox::Mail;
use domain::qualifications::Certificate;
use domain::shared::{Language, PersonId};
use persistence::UnitOfWork;
use persistence::qualifications::Addresses;

/// What a holder is told.
pub(super) enum CertificateLetter {
    /// There is a certificate.
    Issued,
    /// It was revoked, for the reason that stands in it.
    Revoked,
}

/// Queues letters to the holders. People without an address get none.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn send(
    unit: &mut UnitOfWork,
    public_url: &str,
    certificates: &[Certificate],
    letter: &CertificateLetter,
) -> Result<(), Error> {
    let people: Vec<PersonId> = certificates.iter().map(|certificate| certificate.person).collect();
    let readers = Addresses::of(unit).of_people(&people).await?;
    for certificate in certificates {
        let Some(reader) = readers.get(&certificate.person) else { continue };
        let (subject, text) = match reader.language {
            Language::German => german(letter, certificate, public_url),
            Language::English => english(letter, certificate, public_url),
        };
        let subject = format!("{subject}: {}", certificate.content.title);
        Mail { to: reader.address.clone(), subject, text, link: None, invitation: None, attachment: None }.queue(unit);
    }
    Ok(())
}

fn german(letter: &CertificateLetter, certificate: &Certificate, public_url: &str) -> (&'static str, String) {
    let (content, path) = (&certificate.content, verification_path(&certificate.code));
    let number = content.number;
    let (subject, news) = match letter {
        CertificateLetter::Issued => {
            let replaces = content.replaces.map(|before| format!(" Sie ersetzt die Bescheinigung Nr. {before}."));
            let news = format!(
                "für „{}“ ist Ihre Teilnahmebescheinigung Nr. {number} ausgestellt.{} Sie finden sie auf der Plattform \
                 unter Ihren Bescheinigungen als PDF.\n\nWem Sie die folgende Adresse geben, der kann prüfen, ob sie \
                 gilt. Ihr Name wird dort nur gezeigt, wenn Sie es erlauben:\n{public_url}{path}",
                content.title,
                replaces.unwrap_or_default()
            );
            ("Teilnahmebescheinigung", news)
        }
        CertificateLetter::Revoked => {
            let reason = certificate.reason.as_ref().map(ToString::to_string).unwrap_or_default();
            let news = format!(
                "Ihre Teilnahmebescheinigung Nr. {number} für „{}“ ist widerrufen und gilt nicht mehr.\nGrund: {reason}",
                content.title
            );
            ("Teilnahmebescheinigung widerrufen", news)
        }
    };
    (subject, format!("Guten Tag,\n\n{news}\n\nDiese Nachricht wurde vom BildungsNetz verschickt.\n"))
}

fn english(letter: &CertificateLetter, certificate: &Certificate, public_url: &str) -> (&'static str, String) {
    let (content, path) = (&certificate.content, verification_path(&certificate.code));
    let number = content.number;
    let (subject, news) = match letter {
        CertificateLetter::Issued => {
            let replaces = content.replaces.map(|before| format!(" It replaces certificate no. {before}."));
            let news = format!(
                "your certificate of attendance no. {number} for “{}” has been issued.{} You find it among your \
                 certificates on the platform, as a PDF.\n\nWhoever you give the following address to can verify that \
                 it is valid. Your name is shown there only if you allow it:\n{public_url}{path}",
                content.title,
                replaces.unwrap_or_default()
            );
            ("Certificate of attendance", news)
        }
        CertificateLetter::Revoked => {
            let reason = certificate.reason.as_ref().map(ToString::to_string).unwrap_or_default();
            let news = format!(
                "your certificate of attendance no. {number} for “{}” has been revoked and is not valid any more.\n\
                 Reason: {reason}",
                content.title
            );
            ("Certificate of attendance revoked", news)
        }
    };
    (subject, format!("Hello,\n\n{news}\n\nThis message was sent by BildungsNetz.\n"))
}
