//! Where certificates are downloaded and verified.

use crate::files::{Asked, Ticket};
use crate::{Call, Error, Platform};
use domain::access::Actor;
use domain::qualifications::{Certificate, VerificationCode};
use domain::shared::{CertificateId, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a download may be begun, in seconds.
const DOWNLOAD_SECONDS: i64 = 10 * 60;

/// The permission to download one certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct CertificateTicket {
    certificate: CertificateId,
    asked: Asked,
    expires_at: Timestamp,
}

impl Ticket for CertificateTicket {
    const LABEL: &'static str = "certificate:download";

    fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

/// The path of the PDF. In a session it has a ticket, because a link in a page cannot send the token.
pub fn certificate_path(call: &Call, certificate: &Certificate) -> String {
    let path = format!("/certificates/{}/document.pdf", certificate.id);
    let Some(asked) = Asked::of(call) else { return path };
    let expires_at = call.now().plus_seconds(DOWNLOAD_SECONDS);
    let ticket = CertificateTicket { certificate: certificate.id, asked, expires_at };
    format!("{path}?ticket={}", ticket.write(&call.platform().secret))
}

/// The path of the page that tells whether a certificate is genuine.
pub fn verification_path(code: &VerificationCode) -> String {
    format!("/certificates/verify/{code}")
}

/// Who asked for the ticket in the link of a download; `None` when it is not valid any more, belongs to another
/// certificate, or the session ended.
///
/// # Errors
/// When the database does not answer.
pub async fn viewer_of_certificate_ticket(
    platform: &Platform,
    certificate: CertificateId,
    text: &str,
) -> Result<Option<Actor>, Error> {
    let ticket = CertificateTicket::read(text, &platform.secret, platform.clock.now());
    match ticket.filter(|ticket| ticket.certificate == certificate) {
        Some(ticket) => ticket.asked.actor(platform).await,
        None => Ok(None),
    }
}
