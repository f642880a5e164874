use super::payloads::{self, MeasurePayload};
use crate::gate::authorized;
use crate::graphql::shared::{LocalDate, NodeId, call};
use application::meetings as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::meetings::MeasureVerb;
use domain::shared::{CommitteeId, GoalId, MeasureId, OrganisationId, PersonId, ResolutionId};

/// What a measure is to be (German: Angaben zur Maßnahme).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct MeasureDraftInput {
    /// In one line (German: Titel).
    title: String,
    /// In full (German: Beschreibung).
    description: Option<String>,
    /// The organisation that answers for it (German: verantwortliche Stelle).
    organisation_id: NodeId<OrganisationId>,
    /// The person who answers for it (German: verantwortliche Person).
    person_id: Option<NodeId<PersonId>>,
    /// Its first day (German: Beginn).
    start: LocalDate,
    /// By when it is to be done (German: Frist).
    due: LocalDate,
    /// What it is thought to cost, in cents (German: geschätzte Kosten).
    cost_cents: Option<i64>,
    /// The code of the indicator by which its effect is seen (German: Indikator).
    indicator: Option<String>,
    /// The goal of the network that it serves (German: Ziel).
    goal_id: Option<NodeId<GoalId>>,
}

impl From<MeasureDraftInput> for verbs::MeasureInput {
    fn from(input: MeasureDraftInput) -> Self {
        Self {
            title: input.title,
            description: input.description,
            organisation: input.organisation_id.0,
            person: input.person_id.map(|id| id.0),
            start: input.start.0,
            due: input.due.0,
            cost_cents: input.cost_cents,
            indicator: input.indicator,
            goal: input.goal_id.map(|id| id.0),
        }
    }
}

/// A measure of a committee (German: neue Maßnahme).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CreateMeasureInput {
    /// Of which committee (German: Gremium).
    committee_id: NodeId<CommitteeId>,
    /// The adopted resolution of the committee that orders it (German: Beschluss).
    resolution_id: Option<NodeId<ResolutionId>>,
    /// What it is to be (German: Angaben).
    measure: MeasureDraftInput,
}

impl From<CreateMeasureInput> for verbs::CreateMeasure {
    fn from(input: CreateMeasureInput) -> Self {
        let resolution = input.resolution_id.map(|id| id.0);
        Self { committee: input.committee_id.0, resolution, measure: input.measure.into() }
    }
}

/// A change of a measure (German: Änderung einer Maßnahme).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateMeasureInput {
    /// Which measure.
    id: NodeId<MeasureId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// What it is to be: all of it (German: Angaben).
    measure: MeasureDraftInput,
}

impl From<UpdateMeasureInput> for verbs::UpdateMeasure {
    fn from(input: UpdateMeasureInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, measure: input.measure.into() }
    }
}

/// A measure that goes a step (German: Schritt einer Maßnahme).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct MoveMeasureInput {
    /// Which measure.
    id: NodeId<MeasureId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// How far it is, in per cent from 0 to 100; needed to say how it goes (German: Fortschritt).
    progress: Option<i64>,
    /// What stands in its way, what came of it, or why it is given up; needed there (German: Bemerkung).
    note: Option<String>,
}

impl From<MoveMeasureInput> for verbs::MoveMeasure {
    fn from(input: MoveMeasureInput) -> Self {
        let (expected_version, progress, note) = (input.expected_version, input.progress, input.note);
        Self { id: input.id.0, expected_version, progress, note }
    }
}

/// The fields that change measures.
#[derive(Debug, Default)]
pub(crate) struct MeasureMutations;

#[Object]
impl MeasureMutations {
    /// Records a measure: who does what by when, to carry out what was decided (German: Maßnahme anlegen).
    #[graphql(directive = authorized::apply(Action::MeasureManage))]
    async fn create_measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The measure.")] input: CreateMeasureInput,
    ) -> Result<MeasurePayload> {
        payloads::measure(ctx, None, verbs::create_measure(call(ctx), input.into()).await).await
    }

    /// Changes what a measure is, while there is still something to do (German: Maßnahme ändern).
    #[graphql(directive = authorized::apply(Action::MeasureManage))]
    async fn update_measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateMeasureInput,
    ) -> Result<MeasurePayload> {
        let id = input.id.0;
        payloads::measure(ctx, Some(id), verbs::update_measure(call(ctx), input.into()).await).await
    }

    /// Says how far a measure is; the first time it begins (German: Fortschritt melden).
    #[graphql(directive = authorized::apply(Action::MeasureReport))]
    async fn report_measure_progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which measure, and how far.")] input: MoveMeasureInput,
    ) -> Result<MeasurePayload> {
        let id = input.id.0;
        let done = verbs::move_measure(call(ctx), input.into(), MeasureVerb::Progress).await;
        payloads::measure(ctx, Some(id), done).await
    }

    /// Says what stands in the way of a measure (German: Maßnahme blockieren).
    #[graphql(directive = authorized::apply(Action::MeasureReport))]
    async fn block_measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which measure, and what stands in its way.")] input: MoveMeasureInput,
    ) -> Result<MeasurePayload> {
        let id = input.id.0;
        let done = verbs::move_measure(call(ctx), input.into(), MeasureVerb::Block).await;
        payloads::measure(ctx, Some(id), done).await
    }

    /// Goes on with a measure that was blocked (German: Maßnahme wieder aufnehmen).
    #[graphql(directive = authorized::apply(Action::MeasureReport))]
    async fn resume_measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which measure.")] input: MoveMeasureInput,
    ) -> Result<MeasurePayload> {
        let id = input.id.0;
        let done = verbs::move_measure(call(ctx), input.into(), MeasureVerb::Resume).await;
        payloads::measure(ctx, Some(id), done).await
    }

    /// Says that a measure is done, and what came of it (German: Maßnahme abschließen).
    #[graphql(directive = authorized::apply(Action::MeasureReport))]
    async fn complete_measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which measure, and what came of it.")] input: MoveMeasureInput,
    ) -> Result<MeasurePayload> {
        let id = input.id.0;
        let done = verbs::move_measure(call(ctx), input.into(), MeasureVerb::Complete).await;
        payloads::measure(ctx, Some(id), done).await
    }

    /// Gives a measure up (German: Maßnahme aufgeben).
    #[graphql(directive = authorized::apply(Action::MeasureManage))]
    async fn cancel_measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which measure, and why.")] input: MoveMeasureInput,
    ) -> Result<MeasurePayload> {
        let id = input.id.0;
        let done = verbs::move_measure(call(ctx), input.into(), MeasureVerb::Cancel).await;
        payloads::measure(ctx, Some(id), done).await
    }
}
