use crate::graphql::shared::{Enum, NodeId};
use application::qualifications as verbs;
use async_graphql::InputObject;
use domain::qualifications::{CertificateState, NameDisplay};
use domain::shared::{CertificateId, CourseSeriesId, CourseSessionId, OrganisationId, PersonId};

/// Which certificates; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct CertificateFilter {
    /// Of this person (German: Person).
    person_id: Option<NodeId<PersonId>>,
    /// Of people of this organisation, as it was when they were issued (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// Issued by this organisation (German: ausstellende Organisation).
    issuer_id: Option<NodeId<OrganisationId>>,
    /// Issued after this session (German: Termin).
    session_id: Option<NodeId<CourseSessionId>>,
    /// For this series or one of its modules (German: Reihe).
    series_id: Option<NodeId<CourseSeriesId>>,
    /// In this state (German: Zustand).
    state: Option<Enum<CertificateState>>,
    /// With a number of this year (German: Jahr).
    year: Option<i64>,
}

impl From<CertificateFilter> for verbs::CertificateFilter {
    fn from(filter: CertificateFilter) -> Self {
        Self {
            person: filter.person_id.map(|id| id.0),
            organisation: filter.organisation_id.map(|id| id.0),
            issuer: filter.issuer_id.map(|id| id.0),
            session: filter.session_id.map(|id| id.0),
            series: filter.series_id.map(|id| id.0),
            state: filter.state.map(|state| state.0),
            year: filter.year,
        }
    }
}

/// For what certificates are to be issued: either a session or a series (German: Ausstellung).
#[derive(Debug, InputObject)]
pub(crate) struct IssueCertificatesInput {
    /// After this session, which stands for its module where it teaches one (German: Termin).
    session_id: Option<NodeId<CourseSessionId>>,
    /// For this series: all mandatory modules have to be attended or recognised (German: Reihe).
    series_id: Option<NodeId<CourseSeriesId>>,
    /// To these people, at most 1000; to everybody who qualifies when it is left out (German: Personen).
    #[graphql(validator(max_items = 1000))]
    person_ids: Option<Vec<NodeId<PersonId>>>,
}

impl From<IssueCertificatesInput> for verbs::IssueCertificates {
    fn from(input: IssueCertificatesInput) -> Self {
        Self {
            session: input.session_id.map(|id| id.0),
            series: input.series_id.map(|id| id.0),
            people: input.person_ids.map(|ids| ids.into_iter().map(|id| id.0).collect()),
        }
    }
}

/// A certificate that is to be revoked or reissued (German: Widerruf oder Neuausstellung).
#[derive(Debug, InputObject)]
pub(crate) struct RevokeCertificateInput {
    /// Which (German: Bescheinigung).
    pub(super) id: NodeId<CertificateId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// Why; the holder is told (German: Grund).
    reason: String,
}

impl From<RevokeCertificateInput> for verbs::RevokeCertificate {
    fn from(input: RevokeCertificateInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, reason: input.reason }
    }
}

/// How far those who verify a certificate see the name of its holder (German: Namensanzeige).
#[derive(Debug, InputObject)]
pub(crate) struct ShowCertificateNameInput {
    /// Of which certificate (German: Bescheinigung).
    pub(super) id: NodeId<CertificateId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// How far (German: Umfang).
    display: Enum<NameDisplay>,
}

impl From<ShowCertificateNameInput> for verbs::ShowCertificateName {
    fn from(input: ShowCertificateNameInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, display: input.display.0 }
    }
}
