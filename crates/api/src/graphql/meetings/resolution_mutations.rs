use super::payloads::{self, ResolutionPayload};
use crate::gate::authorized;
use crate::graphql::shared::{Enum, LocalDate, NodeId, call};
use application::meetings as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::meetings::{ResolutionMode, ResolutionVerb};
use domain::networks::FieldOfAction;
use domain::shared::{AgendaItemId, CommitteeId, MeetingId, ResolutionId};

/// A resolution to be proposed (German: Beschlussvorschlag).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ProposeResolutionInput {
    /// Of which committee; needed in writing, where there is no meeting (German: Gremium).
    committee_id: Option<NodeId<CommitteeId>>,
    /// In which meeting; needed unless it is taken in writing (German: Sitzung).
    meeting_id: Option<NodeId<MeetingId>>,
    /// Under which item of its agenda (German: Tagesordnungspunkt).
    agenda_item_id: Option<NodeId<AgendaItemId>>,
    /// In one line (German: Titel).
    title: String,
    /// In full (German: Wortlaut).
    text: String,
    /// How it is to come about (German: Verfahren).
    mode: Enum<ResolutionMode>,
    /// In which field the partners act together (German: Handlungsfeld).
    field_of_action: Enum<FieldOfAction>,
    /// The adopted recommendation on which it rests (German: beruht auf Empfehlung).
    based_on_id: Option<NodeId<ResolutionId>>,
    /// The last day for votes in writing; needed there (German: Frist).
    deadline: Option<LocalDate>,
}

impl From<ProposeResolutionInput> for verbs::ProposeResolution {
    fn from(input: ProposeResolutionInput) -> Self {
        Self {
            committee: input.committee_id.map(|id| id.0),
            meeting: input.meeting_id.map(|id| id.0),
            item: input.agenda_item_id.map(|id| id.0),
            title: input.title,
            text: input.text,
            mode: input.mode.0,
            field: input.field_of_action.0,
            based_on: input.based_on_id.map(|id| id.0),
            deadline: input.deadline.map(|day| day.0),
        }
    }
}

/// Votes as they were counted (German: Stimmen).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct VotesInput {
    /// For it (German: Ja).
    yes: i64,
    /// Against it (German: Nein).
    no: i64,
    /// Neither (German: Enthaltungen).
    abstentions: i64,
}

/// What came of asking the members (German: Ergebnis der Abstimmung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct DecideResolutionInput {
    /// About which resolution.
    id: NodeId<ResolutionId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// The votes; needed unless it is a consensus (German: Stimmen).
    votes: Option<VotesInput>,
    /// How many objected; a consensus has none (German: Widersprüche).
    #[graphql(default)]
    objections: i64,
}

impl From<DecideResolutionInput> for verbs::DecideResolution {
    fn from(input: DecideResolutionInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            votes: input.votes.map(|votes| (votes.yes, votes.no, votes.abstentions)),
            objections: input.objections,
        }
    }
}

/// A resolution that is put off or taken back (German: Vertagung, Rücknahme).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct MoveResolutionInput {
    /// Which resolution.
    id: NodeId<ResolutionId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Why (German: Grund).
    reason: String,
}

impl From<MoveResolutionInput> for verbs::MoveResolution {
    fn from(input: MoveResolutionInput) -> Self {
        let (expected_version, reason) = (input.expected_version, input.reason);
        Self { id: input.id.0, expected_version, reason, superseded_by: None }
    }
}

/// A resolution whose place another one takes (German: Ersetzung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct SupersedeResolutionInput {
    /// Which resolution.
    id: NodeId<ResolutionId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Why (German: Grund).
    reason: String,
    /// The adopted resolution of the same committee that takes its place (German: ersetzt durch).
    superseded_by_id: NodeId<ResolutionId>,
}

impl From<SupersedeResolutionInput> for verbs::MoveResolution {
    fn from(input: SupersedeResolutionInput) -> Self {
        let (expected_version, reason) = (input.expected_version, input.reason);
        Self { id: input.id.0, expected_version, reason, superseded_by: Some(input.superseded_by_id.0) }
    }
}

/// The fields that change resolutions.
#[derive(Debug, Default)]
pub(crate) struct ResolutionMutations;

#[Object]
impl ResolutionMutations {
    /// Proposes a resolution or recommendation, inside a field of action on which the partners have agreed (German: Beschluss vorschlagen).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn propose_resolution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The resolution.")] input: ProposeResolutionInput,
    ) -> Result<ResolutionPayload> {
        payloads::resolution(ctx, None, verbs::propose_resolution(call(ctx), input.into()).await).await
    }

    /// Decides a resolution by what came of asking the members; whether it is adopted follows from the rules of the committee (German: beschließen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn decide_resolution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What came of it.")] input: DecideResolutionInput,
    ) -> Result<ResolutionPayload> {
        let id = input.id.0;
        payloads::resolution(ctx, Some(id), verbs::decide_resolution(call(ctx), input.into()).await).await
    }

    /// Puts a resolution off (German: vertagen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn defer_resolution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which resolution, and why.")] input: MoveResolutionInput,
    ) -> Result<ResolutionPayload> {
        let id = input.id.0;
        let done = verbs::move_resolution(call(ctx), input.into(), ResolutionVerb::Defer).await;
        payloads::resolution(ctx, Some(id), done).await
    }

    /// Takes a resolution back before it is decided (German: zurückziehen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn withdraw_resolution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which resolution, and why.")] input: MoveResolutionInput,
    ) -> Result<ResolutionPayload> {
        let id = input.id.0;
        let done = verbs::move_resolution(call(ctx), input.into(), ResolutionVerb::Withdraw).await;
        payloads::resolution(ctx, Some(id), done).await
    }

    /// Lets a later resolution take the place of an adopted one (German: ersetzen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn supersede_resolution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which resolution, why, and by which.")] input: SupersedeResolutionInput,
    ) -> Result<ResolutionPayload> {
        let id = input.id.0;
        let done = verbs::move_resolution(call(ctx), input.into(), ResolutionVerb::Supersede).await;
        payloads::resolution(ctx, Some(id), done).await
    }
}
