use crate::graphql::shared::{Enum, LocalDate, NodeId};
use application::consulting as verbs;
use async_graphql::InputObject;
use domain::consulting::{AgreementDraft, AgreementKind, AgreementState, AgreementVerb};
use domain::shared::{AgreementId, OrganisationId};

/// Which agreements; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct AgreementFilter {
    /// Of one of these kinds (German: Arten).
    kinds: Option<Vec<Enum<AgreementKind>>>,
    /// In one of these states (German: Zustände).
    states: Option<Vec<Enum<AgreementState>>>,
    /// For the district with this key (German: Kreisschlüssel).
    district_key: Option<String>,
    /// That end on this day or before (German: endet bis).
    ends_by: Option<LocalDate>,
}

impl From<AgreementFilter> for verbs::AgreementFilter {
    fn from(filter: AgreementFilter) -> Self {
        Self {
            kinds: filter.kinds.unwrap_or_default().into_iter().map(|kind| kind.0).collect(),
            states: filter.states.unwrap_or_default().into_iter().map(|state| state.0).collect(),
            district: filter.district_key,
            ends_by: filter.ends_by.map(|day| day.0),
        }
    }
}

/// What both sides agree on (German: Inhalt der Vereinbarung).
#[derive(Debug, InputObject)]
pub(crate) struct AgreementPlanInput {
    /// The first day (German: Beginn).
    from: LocalDate,
    /// The last day (German: Ende).
    until: Option<LocalDate>,
    /// What it is for (German: Gegenstand).
    purpose: String,
    /// The focal points of the cooperation (German: Schwerpunkte).
    focal_points: Option<String>,
}

impl From<AgreementPlanInput> for AgreementDraft {
    fn from(input: AgreementPlanInput) -> Self {
        Self {
            from: input.from.0,
            until: input.until.map(|day| day.0),
            purpose: input.purpose,
            focal_points: input.focal_points,
        }
    }
}

/// An agreement to be written (German: neue Vereinbarung).
#[derive(Debug, InputObject)]
pub(crate) struct CreateAgreementInput {
    /// What it is (German: Art).
    kind: Enum<AgreementKind>,
    /// Its number (German: Nummer).
    number: String,
    /// The Transferagentur (German: Transferagentur).
    agency_id: NodeId<OrganisationId>,
    /// The organisation of the municipality (German: Kommune).
    municipality_id: NodeId<OrganisationId>,
    /// What both sides are to agree on (German: Inhalt).
    plan: AgreementPlanInput,
}

impl From<CreateAgreementInput> for verbs::CreateAgreement {
    fn from(input: CreateAgreementInput) -> Self {
        Self {
            kind: input.kind.0,
            number: input.number,
            agency: input.agency_id.0,
            municipality: input.municipality_id.0,
            plan: input.plan.into(),
        }
    }
}

/// A change of what both sides agree on, or a new edition (German: Fassung).
#[derive(Debug, InputObject)]
pub(crate) struct RewriteAgreementInput {
    /// Which (German: Vereinbarung).
    pub(super) id: NodeId<AgreementId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// What both sides are to agree on (German: Inhalt).
    plan: AgreementPlanInput,
}

impl From<RewriteAgreementInput> for verbs::UpdateAgreement {
    fn from(input: RewriteAgreementInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, plan: input.plan.into() }
    }
}

impl From<RewriteAgreementInput> for verbs::ExtendAgreement {
    fn from(input: RewriteAgreementInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, plan: input.plan.into() }
    }
}

/// A step of an agreement (German: Zustandswechsel der Vereinbarung).
#[derive(Debug, InputObject)]
pub(crate) struct AgreementStepInput {
    /// Which (German: Vereinbarung).
    pub(super) id: NodeId<AgreementId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
}

impl AgreementStepInput {
    /// The step that is made.
    pub(super) const fn step(&self, verb: AgreementVerb) -> verbs::AdvanceAgreement {
        verbs::AdvanceAgreement { id: self.id.0, expected_version: self.expected_version, verb }
    }
}

/// A signature of one side (German: Unterschrift).
#[derive(Debug, InputObject)]
pub(crate) struct SignatureInput {
    /// Who signed, by name and office (German: unterzeichnende Person).
    signatory: String,
    /// When (German: Datum).
    on: LocalDate,
}

impl From<SignatureInput> for verbs::SignatureInput {
    fn from(input: SignatureInput) -> Self {
        Self { signatory: input.signatory, on: input.on.0 }
    }
}

/// The signatures under an agreement (German: Unterzeichnung).
#[derive(Debug, InputObject)]
pub(crate) struct SignAgreementInput {
    /// Which (German: Vereinbarung).
    pub(super) id: NodeId<AgreementId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// The signature of the Transferagentur (German: Unterschrift der Transferagentur).
    agency_signature: SignatureInput,
    /// The signature of the municipality (German: Unterschrift der Kommune).
    municipality_signature: SignatureInput,
}

impl From<SignAgreementInput> for verbs::SignAgreement {
    fn from(input: SignAgreementInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            agency: input.agency_signature.into(),
            municipality: input.municipality_signature.into(),
        }
    }
}

/// An agreement that is ended before its time (German: Beendigung).
#[derive(Debug, InputObject)]
pub(crate) struct TerminateAgreementInput {
    /// Which (German: Vereinbarung).
    pub(super) id: NodeId<AgreementId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// Why (German: Grund).
    reason: String,
}

impl From<TerminateAgreementInput> for verbs::TerminateAgreement {
    fn from(input: TerminateAgreementInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, reason: input.reason }
    }
}
