use crate::gate::authorized;
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, LocalDate, Row, call, referred, viewer_can};
use application::organisations::find_organisations;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::consulting::{Agreement as Record, AgreementKind, AgreementState, Signature as Signed};
use domain::shared::{AgreementId, Id, LongText};
use std::collections::BTreeSet;

/// A signature of one side (German: Unterschrift).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Signature {
    /// Who signed, by name and office (German: unterzeichnende Person).
    #[graphql(directive = authorized::apply(Action::AgreementRead))]
    signatory: String,
    /// When (German: Datum).
    on: LocalDate,
}

impl From<&Signed> for Signature {
    fn from(signature: &Signed) -> Self {
        Self { signatory: signature.signatory.to_string(), on: LocalDate(signature.on) }
    }
}

/// An agreement between the Transferagentur and a municipality (German: Vereinbarung).
#[derive(Clone, Debug)]
pub(crate) struct Agreement(Row<Record>);

impl Agreement {
    /// Nodes of agreements that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one agreement.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// An agreement between the Transferagentur and a municipality (German: Vereinbarung).
#[Object]
impl Agreement {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(AgreementId::TYPE, self.0.id.uuid())
    }

    /// What it is (German: Art).
    async fn kind(&self) -> Enum<AgreementKind> {
        Enum(self.0.kind)
    }

    /// Its number, which a new edition keeps (German: Nummer).
    async fn number(&self) -> &str {
        self.0.number.as_str()
    }

    /// Which edition under this number, from 1 (German: Fassung).
    async fn edition(&self) -> i64 {
        self.0.edition
    }

    /// The Transferagentur (German: Transferagentur).
    async fn agency(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.parties.agency).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.parties.agency)), found, Organisation::siblings))
        };
        self.0.related(ctx, "agency", load).await
    }

    /// The organisation of the municipality (German: Kommune).
    async fn municipality(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.parties.municipality).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.parties.municipality)), found, Organisation::siblings))
        };
        self.0.related(ctx, "municipality", load).await
    }

    /// The key of the district for which it holds (German: Kreisschlüssel).
    async fn district_key(&self) -> &str {
        &self.0.district
    }

    /// The first day (German: Beginn).
    async fn from(&self) -> LocalDate {
        LocalDate(self.0.plan.period.from)
    }

    /// The last day (German: Ende).
    async fn until(&self) -> Option<LocalDate> {
        self.0.plan.period.until.map(LocalDate)
    }

    /// What it is for (German: Gegenstand).
    async fn purpose(&self) -> &str {
        self.0.plan.purpose.as_str()
    }

    /// The focal points of the cooperation (German: Schwerpunkte).
    async fn focal_points(&self) -> Option<&str> {
        self.0.plan.focal_points.as_ref().map(LongText::as_str)
    }

    /// The signature of the Transferagentur (German: Unterschrift der Transferagentur).
    async fn agency_signature(&self) -> Option<Signature> {
        self.0.agency_signature.as_ref().map(Signature::from)
    }

    /// The signature of the municipality (German: Unterschrift der Kommune).
    async fn municipality_signature(&self) -> Option<Signature> {
        self.0.municipality_signature.as_ref().map(Signature::from)
    }

    /// Where it stands (German: Zustand).
    async fn state(&self) -> Enum<AgreementState> {
        Enum(self.0.state)
    }

    /// Whether it is in force and ends within 90 days (German: läuft aus).
    async fn is_expiring(&self, ctx: &Context<'_>) -> bool {
        self.0.is_expiring(call(ctx).today())
    }

    /// Why it was ended before its time (German: Grund).
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_ref().map(LongText::as_str)
    }

    /// The edition before this one (German: vorige Fassung).
    async fn predecessor_id(&self) -> Option<AnyNodeId> {
        self.0.predecessor.map(|id| AnyNodeId::new(AgreementId::TYPE, id.uuid()))
    }

    /// What this viewer may do with the agreement (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &self.0.owner(), &[Action::AgreementWrite, Action::AgreementConclude])
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When the record was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When the record was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
