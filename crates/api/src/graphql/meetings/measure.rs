use super::committee::Committee;
use super::resolution::Resolution;
use crate::gate::{authorized, cost};
use crate::graphql::networks::NetworkGoal;
use crate::graphql::organisations::Organisation;
use crate::graphql::people::Person;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, LocalDate, NodeId, Row, call, children, failure, referred};
use application::meetings as verbs;
use application::networks::find_goal;
use application::organisations::find_organisations;
use application::people::find_people;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::meetings::{Measure as Record, MeasureState, MeasureStep as Step};
use domain::shared::{AccountId, Id, LongText, MeasureId, Name};
use std::collections::BTreeSet;

/// A measure (German: Maßnahme).
#[derive(Clone, Debug)]
pub(crate) struct Measure(Row<Record>);

impl Measure {
    /// Nodes of measures that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one measure.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

fn ids(rows: &[Record]) -> Vec<MeasureId> {
    rows.iter().map(|row| row.id).collect()
}

/// A measure that carries out what was decided (German: Maßnahme).
#[Object]
impl Measure {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(MeasureId::TYPE, self.0.id.uuid())
    }

    /// Of which committee, if the viewer may know of it (German: Gremium).
    async fn committee(&self, ctx: &Context<'_>) -> Result<Option<Committee>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let committees: BTreeSet<_> = rows.iter().map(|row| row.committee).collect();
            let found = verbs::find_committees(call, committees).await?;
            Ok(referred(rows.iter().map(|row| Some(row.committee)), found, Committee::siblings))
        };
        self.0.related(ctx, "committee", load).await
    }

    /// The resolution that ordered it, if the viewer may read it (German: Beschluss).
    async fn resolution(&self, ctx: &Context<'_>) -> Result<Option<Resolution>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let resolutions: BTreeSet<_> = rows.iter().filter_map(|row| row.resolution).collect();
            let found = verbs::find_resolutions(call, resolutions).await?;
            Ok(referred(rows.iter().map(|row| row.resolution), found, Resolution::siblings))
        };
        self.0.related(ctx, "resolution", load).await
    }

    /// The goal of the network that it serves, if the viewer may read it (German: Ziel).
    #[graphql(directive = authorized::apply(Action::NetworkRead), directive = cost::apply(3, None))]
    async fn goal(&self, ctx: &Context<'_>) -> Result<Option<NetworkGoal>> {
        let Some(goal) = self.0.goal else { return Ok(None) };
        Ok(failure(ctx, find_goal(call(ctx), goal).await)?.map(NetworkGoal))
    }

    /// In one line (German: Titel).
    async fn title(&self) -> &str {
        self.0.draft.title.as_str()
    }

    /// In full (German: Beschreibung).
    async fn description(&self) -> Option<&str> {
        self.0.draft.description.as_ref().map(LongText::as_str)
    }

    /// The organisation that answers for it (German: verantwortliche Stelle).
    async fn responsible_organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let organisations: BTreeSet<_> = rows.iter().map(|row| row.draft.organisation).collect();
            let found = find_organisations(call, organisations).await?;
            Ok(referred(rows.iter().map(|row| Some(row.draft.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// The person who answers for it, if the viewer may see them (German: verantwortliche Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn responsible_person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let people: BTreeSet<_> = rows.iter().filter_map(|row| row.draft.person).collect();
            let found = find_people(call, people).await?;
            Ok(referred(rows.iter().map(|row| row.draft.person), found, Person::siblings))
        };
        self.0.related(ctx, "person", load).await
    }

    /// Its first day (German: Beginn).
    async fn start(&self) -> LocalDate {
        LocalDate(self.0.draft.start)
    }

    /// By when it is to be done (German: Frist).
    async fn due(&self) -> LocalDate {
        LocalDate(self.0.draft.due)
    }

    /// What it is thought to cost, in cents (German: geschätzte Kosten).
    async fn cost_cents(&self) -> Option<i64> {
        self.0.draft.cost_cents
    }

    /// The code of the indicator by which its effect is seen (German: Indikator).
    async fn indicator(&self) -> Option<&str> {
        self.0.draft.indicator.as_ref().map(Name::as_str)
    }

    /// Where it stands (German: Stand).
    async fn state(&self) -> Enum<MeasureState> {
        Enum(self.0.state)
    }

    /// Whether its day has come and it is not done (German: überfällig).
    async fn is_overdue(&self, ctx: &Context<'_>) -> bool {
        self.0.is_overdue(call(ctx).today())
    }

    /// How far it is, in per cent from 0 to 100 (German: Fortschritt).
    async fn progress(&self) -> i64 {
        self.0.progress
    }

    /// What stands in its way, what came of it, or why it was given up (German: Bemerkung).
    async fn note(&self) -> Option<&str> {
        self.0.note.as_ref().map(LongText::as_str)
    }

    /// How it went, the oldest step first (German: Verlauf).
    #[graphql(directive = authorized::apply(Action::MeasureRead), directive = cost::apply(1, Some(4)))]
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<MeasureStep>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_measure_steps(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, |steps| steps.into_iter().map(MeasureStep::from).collect()))
        };
        self.0.related(ctx, "history", load).await
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

/// A step in the history of a measure (German: Schritt der Maßnahme).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct MeasureStep {
    /// Where the measure stood then (German: Stand).
    state: Enum<MeasureState>,
    /// How far it was, in per cent (German: Fortschritt).
    progress: i64,
    /// What was said (German: Bemerkung).
    note: Option<String>,
    /// By which account; missing when the operator did it at the command line (German: durch).
    account_id: Option<NodeId<AccountId>>,
    /// When (German: am).
    at: DateTime,
}

impl From<Step> for MeasureStep {
    fn from(step: Step) -> Self {
        Self {
            state: Enum(step.state),
            progress: step.progress,
            note: step.note.as_ref().map(LongText::to_string),
            account_id: step.by.map(NodeId),
            at: DateTime(step.at),
        }
    }
}
