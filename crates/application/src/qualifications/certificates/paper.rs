//! Certificates as PDF, set from what was frozen: the same certificate gives the same bytes.

use super::read_certificates::find_certificate;
use super::ticket::verification_path;
use crate::{Call, Error};
use documents::{Certificate as Document, CertificatePart as Line};
use domain::qualifications::{Certificate, CourseFormat};
use domain::shared::{CertificateId, Timestamp, berlin_date};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

/// Counts the changes of how certificates look.
const LAYOUT: &str = "1";
/// How many are set at once: setting one keeps a core busy.
static SETTING: Semaphore = Semaphore::const_new(2);

/// A certificate that may be downloaded.
#[derive(Clone, Debug)]
pub struct CertificatePaper {
    certificate: Certificate,
    document: Document,
}

/// The paper of a certificate; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_certificate_paper(call: &Call, id: CertificateId) -> Result<Option<CertificatePaper>, Error> {
    let found = find_certificate(call, id).await?;
    Ok(found.map(|certificate| CertificatePaper::of(certificate, &call.platform().settings.public_url)))
}

impl CertificatePaper {
    fn of(certificate: Certificate, public_url: &str) -> Self {
        let content = &certificate.content;
        let parts = content.parts.iter().map(|part| Line {
            title: part.title.clone(),
            date: part.date,
            format: part.format.map_or("anerkannt", CourseFormat::german).to_owned(),
            minutes: part.minutes,
        });
        let document = Document {
            issuer: content.issuer.clone(),
            number: content.number.to_string(),
            name: content.holder.clone(),
            title: content.title.clone(),
            series: content.series.clone(),
            parts: parts.collect(),
            minutes: content.minutes,
            issued_on: content.issued_on,
            replaces: content.replaces.map(|number| number.to_string()),
            revoked_on: certificate.revoked_at.map(berlin_date),
            code: certificate.code.to_string(),
            address: format!("{public_url}{}", verification_path(&certificate.code)),
        };
        Self { certificate, document }
    }

    /// When what it says last changed. Another build may set the same anew, which its digits tell.
    pub const fn changed_at(&self) -> Timestamp {
        self.certificate.updated_at
    }

    /// What the file is called.
    pub fn file_name(&self) -> String {
        format!("Teilnahmebescheinigung {}.pdf", self.certificate.content.number)
    }

    /// Digits that change with the bytes, known before they are set.
    pub fn digits(&self) -> String {
        let parts = [LAYOUT, env!("CARGO_PKG_VERSION"), &self.certificate.hash, &self.document.address];
        let revoked = self.document.revoked_on.map(|day| day.to_string()).unwrap_or_default();
        hex::encode(&Sha256::digest(format!("{}\n{revoked}", parts.join("\n")))[..16])
    }

    /// The bytes.
    ///
    /// # Errors
    /// When the typesetter fails: a fault of ours.
    pub async fn to_pdf(&self) -> Result<Vec<u8>, Error> {
        let _turn = SETTING.acquire().await.map_err(Error::unexpected)?;
        let document = self.document.clone();
        let set = tokio::task::spawn_blocking(move || document.to_pdf()).await;
        set.map_err(Error::unexpected)?.map_err(Error::unexpected)
    }
}
