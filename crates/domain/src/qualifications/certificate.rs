//! Certificates of attendance: frozen when they are issued, with a number and a code; afterwards only revoked or reissued.

use super::certificate_content::CertificateContent;
use super::human_code::VerificationCode;
use crate::access::Owner;
use crate::shared::{
    AccountId, BERLIN, CertificateId, CourseModuleId, CourseSeriesId, CourseSessionId, LongText, OrganisationId,
    PersonId, Refusal, RefusalCode, Timestamp, coded_enum,
};
use uuid::Uuid;

coded_enum! {
    /// What a certificate is about.
    CertificateKind {
        /// One session that belongs to no module.
        Session = "SESSION", "Termin";
        /// One module of a series.
        Module = "MODULE", "Modul";
        /// A whole series.
        Series = "SERIES", "Reihe";
    }
}

coded_enum! {
    /// Whether a certificate holds.
    CertificateState {
        /// It holds.
        Issued = "ISSUED", "ausgestellt";
        /// It was taken back and holds no more.
        Revoked = "REVOKED", "widerrufen";
    }
}

coded_enum! {
    /// How far a verification shows the name of the holder.
    NameDisplay {
        /// Not at all.
        Hidden = "HIDDEN", "nicht gezeigt";
        /// The initials.
        Initials = "INITIALS", "Initialen";
        /// The name as it stands on the certificate.
        Full = "FULL", "voller Name";
    }
}

/// What a certificate is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CertificateSubject {
    /// A session that belongs to no module.
    Session(CourseSessionId),
    /// A module of a series.
    Module(CourseModuleId),
    /// A series.
    Series(CourseSeriesId),
}

impl CertificateSubject {
    /// Which kind it is.
    pub const fn kind(self) -> CertificateKind {
        match self {
            Self::Session(_) => CertificateKind::Session,
            Self::Module(_) => CertificateKind::Module,
            Self::Series(_) => CertificateKind::Series,
        }
    }

    /// The record.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Session(id) => id.uuid(),
            Self::Module(id) => id.uuid(),
            Self::Series(id) => id.uuid(),
        }
    }

    /// The record of this kind.
    pub fn of(kind: CertificateKind, id: Uuid) -> Self {
        match kind {
            CertificateKind::Session => Self::Session(id.into()),
            CertificateKind::Module => Self::Module(id.into()),
            CertificateKind::Series => Self::Series(id.into()),
        }
    }
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The certificate itself.
    pub id: CertificateId,
    /// What it is about.
    pub subject: CertificateSubject,
    /// The session after which it was issued; none for a series.
    pub session: Option<CourseSessionId>,
    /// The series that its subject is, or belongs to.
    pub series: Option<CourseSeriesId>,
    /// Who issued it: the organiser.
    pub issuer: OrganisationId,
    /// The district in which the issuer lies.
    pub issuer_district: Option<String>,
    /// Whose it is.
    pub person: PersonId,
    /// The organisation that kept the person's record when it was issued.
    pub organisation: OrganisationId,
    /// The district in which that organisation lies.
    pub district: Option<String>,
    /// What it says.
    pub content: CertificateContent,
    /// The SHA-256 of the canonical form of what it says.
    pub hash: String,
    /// What proves it.
    pub code: VerificationCode,
    /// The initials of the holder, as they were then.
    pub initials: String,
    /// How far a verification shows the name.
    pub name_display: NameDisplay,
    /// Whether it holds.
    pub state: CertificateState,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// Why it was revoked.
    pub reason: Option<LongText>,
    /// The certificate in whose place it was issued.
    pub replaces: Option<CertificateId>,
    /// Counts the changes.
    pub version: i64,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// By whom.
    pub issued_by: Option<AccountId>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Certificate {
    /// For how many years the register keeps it (domain.md 3.3).
    const YEARS: i64 = 10;

    /// The register keeps what was issued since this instant; what is older is deleted.
    pub fn kept_since(now: Timestamp) -> Timestamp {
        let at = jiff::Timestamp::from_microsecond(now.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let then = at.to_zoned(BERLIN).checked_sub(jiff::Span::new().years(Self::YEARS));
        then.map_or(now, |then| Timestamp::cut(then.timestamp()))
    }

    /// To whom the record belongs: to the person.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.organisation, self.district.clone()).about(self.person)
    }

    /// To whom the register belongs in which it stands.
    pub fn issuer_owner(&self) -> Owner {
        Owner::organisation(self.issuer, self.issuer_district.clone())
    }

    /// Takes it back.
    ///
    /// # Errors
    /// `WRONG_STATE` when it was revoked before.
    pub fn revoke(self, reason: LongText, now: Timestamp) -> Result<Self, Refusal> {
        if self.state != CertificateState::Issued {
            return Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", "revoke"));
        }
        let version = self.version + 1;
        Ok(Self {
            state: CertificateState::Revoked,
            revoked_at: Some(now),
            reason: Some(reason),
            updated_at: now,
            version,
            ..self
        })
    }

    /// Shows the name to those who verify it as far as the holder allows from now on; `None` when it is so already.
    #[must_use]
    pub fn show_name(self, display: NameDisplay, now: Timestamp) -> Option<Self> {
        let version = self.version + 1;
        (self.name_display != display).then_some(Self { name_display: display, updated_at: now, version, ..self })
    }

    /// The name for those who verify it.
    pub fn shown_name(&self) -> Option<&str> {
        match self.name_display {
            NameDisplay::Hidden => None,
            NameDisplay::Initials => Some(&self.initials),
            NameDisplay::Full => Some(&self.content.holder),
        }
    }

    /// Whether what it says is still what its hash says.
    pub fn is_intact(&self) -> bool {
        self.content.digest() == self.hash
    }
}
