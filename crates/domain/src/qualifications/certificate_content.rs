//! What a certificate says. It is kept in a canonical form (RFC 8785), whose digest everybody can compute again.

use super::format::CourseFormat;
use crate::shared::{CourseModuleId, Date, Timestamp, berlin_date};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The number of a certificate: the register of each issuer counts from 1 every year, without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CertificateNumber {
    /// The year in which it was issued.
    pub year: i16,
    /// Which one of this year, from 1.
    pub serial: i64,
}

impl fmt::Display for CertificateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}", self.year, self.serial)
    }
}

/// What a certificate says, word for word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificateContent {
    /// The name of the issuer.
    pub issuer: String,
    /// Its number.
    pub number: CertificateNumber,
    /// The name of the holder.
    pub holder: String,
    /// The title of the session, module or series.
    pub title: String,
    /// The title of the series to which a module belongs.
    pub series: Option<String>,
    /// What was attended or recognised, in order.
    pub parts: Vec<CertificatePart>,
    /// How long the holder was there altogether, in minutes.
    pub minutes: i64,
    /// On which day it was issued.
    pub issued_on: Date,
    /// The number of the certificate in whose place it was issued.
    pub replaces: Option<CertificateNumber>,
}

/// A session that was attended, or a module that was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificatePart {
    /// Its title.
    pub title: String,
    /// On which day it began; none for what was recognised.
    pub date: Option<Date>,
    /// In which format; none for what was recognised.
    pub format: Option<CourseFormat>,
    /// For how many minutes the holder was there.
    pub minutes: i64,
}

impl CertificateContent {
    /// The canonical form.
    ///
    /// # Panics
    /// Never: the parts are texts and whole numbers, which JSON can always write.
    pub fn canonical(&self) -> String {
        serde_json_canonicalizer::to_string(self).expect("texts and whole numbers have a canonical form")
    }

    /// The SHA-256 of the canonical form, in hexadecimal.
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(self.canonical().as_bytes()))
    }
}

/// A session that somebody attended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendedSession {
    /// Its title.
    pub title: String,
    /// When it began.
    pub start: Timestamp,
    /// How it took place.
    pub format: CourseFormat,
    /// The module that it taught.
    pub module: Option<CourseModuleId>,
    /// For how many minutes the person was there.
    pub minutes: i64,
}

impl From<&AttendedSession> for CertificatePart {
    fn from(attended: &AttendedSession) -> Self {
        Self {
            title: attended.title.clone(),
            date: Some(berlin_date(attended.start)),
            format: Some(attended.format),
            minutes: attended.minutes,
        }
    }
}
