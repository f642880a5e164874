use super::series::CourseSeries;
use super::session::CourseSession;
use crate::gate::authorized;
use crate::graphql::organisations::Organisation;
use crate::graphql::people::Person;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, LocalDate, Row, call, referred, viewer_can};
use application::organisations::find_organisations;
use application::people::find_people;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::{
    Certificate as Record, CertificateKind, CertificatePart as Part, CertificateState, CourseFormat, NameDisplay,
};
use domain::shared::{CertificateId, Id, LongText};
use std::collections::BTreeSet;

/// What was attended, or a module that was recognised (German: Bestandteil).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct CertificatePart {
    /// Its title (German: Titel).
    title: String,
    /// On which day it began; nothing for what was recognised (German: Datum).
    date: Option<LocalDate>,
    /// How it took place; nothing for what was recognised (German: Format).
    format: Option<Enum<CourseFormat>>,
    /// For how many minutes the holder was there (German: Minuten).
    minutes: i64,
}

impl From<&Part> for CertificatePart {
    fn from(part: &Part) -> Self {
        Self {
            title: part.title.clone(),
            date: part.date.map(LocalDate),
            format: part.format.map(Enum),
            minutes: part.minutes,
        }
    }
}

/// A certificate of attendance (German: Teilnahmebescheinigung).
#[derive(Clone, Debug)]
pub(crate) struct Certificate(Row<Record>);

impl Certificate {
    /// Nodes of certificates that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one certificate.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// A certificate of attendance (German: Teilnahmebescheinigung). What it says is frozen when it is issued; afterwards it
/// can only be revoked, and another one be issued in its place.
#[Object]
impl Certificate {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(CertificateId::TYPE, self.0.id.uuid())
    }

    /// Its number: the register of each issuer counts from 1 every year, without a gap (German: Nummer).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn number(&self) -> String {
        self.0.content.number.to_string()
    }

    /// What it is about: a session, a module or a whole series (German: Art).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn kind(&self) -> Enum<CertificateKind> {
        Enum(self.0.subject.kind())
    }

    /// Whether it holds (German: Zustand).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn state(&self) -> Enum<CertificateState> {
        Enum(self.0.state)
    }

    /// The name of the holder, as it was when it was issued (German: Name).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn holder(&self) -> &str {
        &self.0.content.holder
    }

    /// Whose it is, as far as the viewer may see people (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.person).collect();
            let found = find_people(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.person)), found, Person::siblings))
        };
        self.0.related(ctx, "person", load).await
    }

    /// The title of the session, module or series, as it was then (German: Titel).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn title(&self) -> &str {
        &self.0.content.title
    }

    /// The title of the series to which a module belongs (German: Titel der Reihe).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn series_title(&self) -> Option<&str> {
        self.0.content.series.as_deref()
    }

    /// What was attended or recognised, in order (German: Bestandteile).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn parts(&self) -> Vec<CertificatePart> {
        self.0.content.parts.iter().map(Into::into).collect()
    }

    /// For how many minutes the holder was there altogether (German: Umfang in Minuten).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn minutes(&self) -> i64 {
        self.0.content.minutes
    }

    /// The name of the issuer, as it was then (German: ausstellende Stelle).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn issuer_name(&self) -> &str {
        &self.0.content.issuer
    }

    /// The organisation that issued it (German: ausstellende Organisation).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn issuer(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.issuer).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.issuer)), found, Organisation::siblings))
        };
        self.0.related(ctx, "issuer", load).await
    }

    /// The session after which it was issued, as far as the viewer may see it; nothing for a series (German: Termin).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn session(&self, ctx: &Context<'_>) -> Result<Option<CourseSession>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().filter_map(|row| row.session).collect();
            let found = verbs::find_many_sessions(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| row.session), found, CourseSession::siblings))
        };
        self.0.related(ctx, "session", load).await
    }

    /// The series that it is about or belongs to, as far as the viewer may see it (German: Reihe).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn series(&self, ctx: &Context<'_>) -> Result<Option<CourseSeries>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().filter_map(|row| row.series).collect();
            let found = verbs::find_many_series(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| row.series), found, CourseSeries::siblings))
        };
        self.0.related(ctx, "series", load).await
    }

    /// On which day it was issued (German: ausgestellt am).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn issued_on(&self) -> LocalDate {
        LocalDate(self.0.content.issued_on)
    }

    /// What proves it: give it to `verifyCertificate` (German: Prüfcode).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn verification_code(&self) -> String {
        self.0.code.to_string()
    }

    /// The page that tells everybody whether it is genuine and holds (German: Prüfseite).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn verification_url(&self, ctx: &Context<'_>) -> String {
        format!("{}{}", call(ctx).platform().settings.public_url, verbs::verification_path(&self.0.code))
    }

    /// Where it is downloaded as an accessible PDF. For those who are signed in the link works for ten minutes, as long as
    /// their session lasts, and without an `Authorization` header; add `&inline` to show rather than save it (German:
    /// Adresse des PDF).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn document_url(&self, ctx: &Context<'_>) -> String {
        let call = call(ctx);
        format!("{}{}", call.platform().settings.public_url, verbs::certificate_path(call, &self.0))
    }

    /// SHA-256 of the canonical form (RFC 8785) of what it says, in hexadecimal form (German: Prüfsumme).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn hash(&self) -> &str {
        &self.0.hash
    }

    /// Whether what it says is still what its hash says (German: unverändert).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn is_intact(&self) -> bool {
        self.0.is_intact()
    }

    /// How far those who verify it see the name (German: Namensanzeige).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn name_display(&self) -> Enum<NameDisplay> {
        Enum(self.0.name_display)
    }

    /// When it was revoked (German: widerrufen am).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn revoked_at(&self) -> Option<DateTime> {
        self.0.revoked_at.map(DateTime)
    }

    /// Why it was revoked (German: Grund des Widerrufs).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_ref().map(LongText::as_str)
    }

    /// The certificate in whose place it was issued (German: ersetzt).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn replaces(&self, ctx: &Context<'_>) -> Result<Option<Certificate>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().filter_map(|row| row.replaces).collect();
            let found = verbs::find_certificates(call, &ids).await?;
            Ok(referred(rows.iter().map(|row| row.replaces), found, Certificate::siblings))
        };
        self.0.related(ctx, "replaces", load).await
    }

    /// The certificate that was issued in its place (German: ersetzt durch).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn replaced_by(&self, ctx: &Context<'_>) -> Result<Option<Certificate>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::find_certificates_in_place_of(call, &ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.id)), found, Certificate::siblings))
        };
        self.0.related(ctx, "replacedBy", load).await
    }

    /// What this viewer may do with it (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        let mut can = viewer_can(ctx, &self.0.owner(), &[Action::CertificateShowName]);
        can.extend(viewer_can(ctx, &self.0.issuer_owner(), &[Action::CertificateRevoke]));
        can
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When it was issued (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.issued_at)
    }

    /// When it was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
