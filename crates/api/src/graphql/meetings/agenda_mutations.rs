use super::payloads::{self, AgendaItemPayload, PaperPayload};
use crate::gate::authorized;
use crate::graphql::shared::{Enum, NodeId, call, edit};
use application::meetings as verbs;
use async_graphql::{Context, InputObject, MaybeUndefined, Object, Result};
use domain::access::Action;
use domain::meetings::{AgendaPurpose, PaperKind};
use domain::shared::{AgendaItemId, MeetingId, PaperId};

/// What an item of an agenda is to say (German: Angaben zum Tagesordnungspunkt).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AgendaItemDraftInput {
    /// In one line (German: Titel).
    title: String,
    /// What it is for (German: Zweck).
    purpose: Enum<AgendaPurpose>,
    /// Whether it is dealt with in public (German: öffentlich).
    #[graphql(default)]
    is_public: bool,
    /// More about it (German: Erläuterung).
    note: Option<String>,
}

impl From<AgendaItemDraftInput> for verbs::AgendaItemInput {
    fn from(input: AgendaItemDraftInput) -> Self {
        Self { title: input.title, purpose: input.purpose.0, public: input.is_public, note: input.note }
    }
}

/// An item to be put on an agenda (German: neuer Tagesordnungspunkt).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AddAgendaItemInput {
    /// Of which meeting (German: Sitzung).
    meeting_id: NodeId<MeetingId>,
    /// What it is to say (German: Angaben).
    item: AgendaItemDraftInput,
}

impl From<AddAgendaItemInput> for verbs::AddAgendaItem {
    fn from(input: AddAgendaItemInput) -> Self {
        Self { meeting: input.meeting_id.0, item: input.item.into() }
    }
}

/// A change of an item (German: Änderung eines Tagesordnungspunkts).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateAgendaItemInput {
    /// Which item.
    id: NodeId<AgendaItemId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// What it is to say: all of it (German: Angaben).
    item: AgendaItemDraftInput,
}

impl From<UpdateAgendaItemInput> for verbs::UpdateAgendaItem {
    fn from(input: UpdateAgendaItemInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, item: input.item.into() }
    }
}

/// An item that moves to another place (German: Umordnung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct MoveAgendaItemInput {
    /// Which item.
    id: NodeId<AgendaItemId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Its new place, from 1; beyond the end it becomes the last (German: Stelle).
    to: i64,
}

/// An item that is taken off (German: Absetzung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct RemoveAgendaItemInput {
    /// Which item.
    id: NodeId<AgendaItemId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

impl From<RemoveAgendaItemInput> for verbs::ChangeAgendaItem {
    fn from(input: RemoveAgendaItemInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version }
    }
}

/// What a paper is to say (German: Angaben zur Vorlage).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct PaperDraftInput {
    /// In one line (German: Titel).
    title: String,
    /// What it is (German: Art der Vorlage).
    kind: Enum<PaperKind>,
    /// Its text (German: Text).
    text: Option<String>,
    /// Whether everybody may read it who may know of the meeting (German: öffentlich).
    #[graphql(default)]
    is_public: bool,
}

impl From<PaperDraftInput> for verbs::PaperInput {
    fn from(input: PaperDraftInput) -> Self {
        Self { title: input.title, kind: input.kind.0, text: input.text, public: input.is_public }
    }
}

/// A paper for a meeting (German: neue Vorlage).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AddPaperInput {
    /// For which meeting (German: Sitzung).
    meeting_id: NodeId<MeetingId>,
    /// For which item of its agenda (German: Tagesordnungspunkt).
    agenda_item_id: Option<NodeId<AgendaItemId>>,
    /// What it is to say (German: Angaben).
    paper: PaperDraftInput,
}

impl From<AddPaperInput> for verbs::AddPaper {
    fn from(input: AddPaperInput) -> Self {
        Self { meeting: input.meeting_id.0, item: input.agenda_item_id.map(|id| id.0), paper: input.paper.into() }
    }
}

/// A change of a paper (German: Änderung einer Vorlage).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdatePaperInput {
    /// Which paper.
    id: NodeId<PaperId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// For which item of the agenda; left out it stays, `null` clears (German: Tagesordnungspunkt).
    agenda_item_id: MaybeUndefined<NodeId<AgendaItemId>>,
    /// What it is to say: all of it (German: Angaben).
    paper: PaperDraftInput,
}

impl From<UpdatePaperInput> for verbs::UpdatePaper {
    fn from(input: UpdatePaperInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            item: edit(input.agenda_item_id, |id| id.0),
            paper: input.paper.into(),
        }
    }
}

/// A paper that is taken back (German: Rücknahme einer Vorlage).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct WithdrawPaperInput {
    /// Which paper.
    id: NodeId<PaperId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

impl From<WithdrawPaperInput> for verbs::WithdrawPaper {
    fn from(input: WithdrawPaperInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version }
    }
}

/// The fields that change agendas and papers.
#[derive(Debug, Default)]
pub(crate) struct AgendaMutations;

#[Object]
impl AgendaMutations {
    /// Puts an item on the agenda of a meeting, at its end (German: Tagesordnungspunkt anmelden).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn add_agenda_item(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The item.")] input: AddAgendaItemInput,
    ) -> Result<AgendaItemPayload> {
        payloads::item(ctx, None, verbs::add_agenda_item(call(ctx), input.into()).await).await
    }

    /// Changes an item of an agenda (German: Tagesordnungspunkt ändern).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn update_agenda_item(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateAgendaItemInput,
    ) -> Result<AgendaItemPayload> {
        let id = input.id.0;
        payloads::item(ctx, Some(id), verbs::update_agenda_item(call(ctx), input.into()).await).await
    }

    /// Moves an item to another place; the others close up (German: Tagesordnung umordnen).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn move_agenda_item(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which item, and where to.")] input: MoveAgendaItemInput,
    ) -> Result<AgendaItemPayload> {
        let (id, to) = (input.id.0, input.to);
        let change = verbs::ChangeAgendaItem { id, expected_version: input.expected_version };
        payloads::item(ctx, Some(id), verbs::move_agenda_item(call(ctx), change, to).await).await
    }

    /// Takes an item off the agenda; the others close up (German: Tagesordnungspunkt absetzen).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn remove_agenda_item(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which item.")] input: RemoveAgendaItemInput,
    ) -> Result<AgendaItemPayload> {
        let id = input.id.0;
        payloads::item(ctx, Some(id), verbs::remove_agenda_item(call(ctx), input.into()).await).await
    }

    /// Adds a paper to a meeting, under the next number of the committee (German: Vorlage einbringen).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn add_paper(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The paper.")] input: AddPaperInput,
    ) -> Result<PaperPayload> {
        payloads::paper(ctx, None, verbs::add_paper(call(ctx), input.into()).await).await
    }

    /// Changes a paper (German: Vorlage ändern).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn update_paper(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdatePaperInput,
    ) -> Result<PaperPayload> {
        let id = input.id.0;
        payloads::paper(ctx, Some(id), verbs::update_paper(call(ctx), input.into()).await).await
    }

    /// Takes a paper back; its number is not used again (German: Vorlage zurückziehen).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn withdraw_paper(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which paper.")] input: WithdrawPaperInput,
    ) -> Result<PaperPayload> {
        let id = input.id.0;
        payloads::paper(ctx, Some(id), verbs::withdraw_paper(call(ctx), input.into()).await).await
    }
}
