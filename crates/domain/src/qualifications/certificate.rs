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

#[cfg(test)]
mod tests {
    use super::super::certificate_content::CertificateNumber;
    use super::super::registration::tests::at;
    use super::*;

    fn certificate() -> Certificate {
        let issued_at = at("2020-05-04T15:00:00Z");
        let content = CertificateContent {
            issuer: "Transferagentur".to_owned(),
            number: CertificateNumber { year: 2020, serial: 12_345 },
            holder: "Dr. Kim Beispiel".to_owned(),
            title: "Netzwerke verstehen".to_owned(),
            series: None,
            parts: Vec::new(),
            minutes: 420,
            issued_on: "2020-05-04".parse().unwrap(),
            replaces: None,
        };
        Certificate {
            id: Uuid::from_u128(1).into(),
            subject: CertificateSubject::Session(Uuid::from_u128(2).into()),
            session: Some(Uuid::from_u128(2).into()),
            series: None,
            issuer: Uuid::from_u128(90).into(),
            issuer_district: None,
            person: Uuid::from_u128(3).into(),
            organisation: Uuid::from_u128(4).into(),
            district: Some("05120".to_owned()),
            hash: content.digest(),
            content,
            code: VerificationCode::read("K7QM-3XPT-9WRD-V2HF").unwrap(),
            initials: "K. B.".to_owned(),
            name_display: NameDisplay::Hidden,
            state: CertificateState::Issued,
            revoked_at: None,
            reason: None,
            replaces: None,
            version: 1,
            issued_at,
            issued_by: None,
            updated_at: issued_at,
        }
    }

    #[test]
    fn it_is_revoked_once_and_what_it_says_stays() {
        let (reason, now) = (LongText::new("Irrtum").unwrap(), at("2020-06-01T08:00:00Z"));
        let revoked = certificate().revoke(reason.clone(), now).unwrap();
        assert_eq!((revoked.state, revoked.revoked_at, revoked.version), (CertificateState::Revoked, Some(now), 2));
        assert_eq!(revoked.content, certificate().content);
        assert_eq!(revoked.revoke(reason, now).unwrap_err().code, RefusalCode::WrongState);
    }

    #[test]
    fn the_name_is_shown_as_far_as_the_holder_says() {
        let now = at("2020-06-01T08:00:00Z");
        let shown = |display| certificate().show_name(display, now).map(|it| it.shown_name().map(str::to_owned));
        assert_eq!(certificate().shown_name(), None);
        assert_eq!(shown(NameDisplay::Initials), Some(Some("K. B.".to_owned())));
        assert_eq!(shown(NameDisplay::Full), Some(Some("Dr. Kim Beispiel".to_owned())));
        assert_eq!(shown(NameDisplay::Hidden), None, "nothing changes");
    }

    #[test]
    fn its_hash_tells_when_a_word_was_changed() {
        let mut forged = certificate();
        assert!(forged.is_intact());
        assert_eq!(forged.content.number.to_string(), "2020-12345");
        forged.content.minutes += 1;
        assert!(!forged.is_intact());
    }

    #[test]
    fn a_leap_day_is_kept_for_ten_years_too() {
        let kept_since = |now: &str| Certificate::kept_since(at(now)).to_string();
        assert_eq!(kept_since("2030-02-28T11:00:00Z"), "2020-02-28T11:00:00.000000Z");
        assert_eq!(kept_since("2030-03-01T11:00:00Z"), "2020-03-01T11:00:00.000000Z");
        assert_eq!(kept_since("2034-02-28T11:00:00Z"), "2024-02-28T11:00:00.000000Z");
    }
}
