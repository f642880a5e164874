use super::minutes::Minutes;
use super::payloads::{self, MinutesConflict, MinutesPayload, UpdateMinutesPayload};
use crate::gate::authorized;
use crate::graphql::shared::{Enum, LocalDate, NodeId, UserError, call, failure, outcome};
use application::meetings as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::meetings::RemarkKind;
use domain::shared::{MeetingId, MinutesId, RemarkId};

/// The first draft of minutes (German: Protokollentwurf).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct DraftMinutesInput {
    /// Of which meeting (German: Sitzung).
    meeting_id: NodeId<MeetingId>,
    /// The text, at most 100,000 characters (German: Text).
    text: String,
}

impl From<DraftMinutesInput> for verbs::DraftMinutes {
    fn from(input: DraftMinutesInput) -> Self {
        Self { meeting: input.meeting_id.0, text: input.text }
    }
}

/// A change of a draft (German: Änderung des Entwurfs).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateMinutesInput {
    /// Of which minutes.
    id: NodeId<MinutesId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// The text: all of it (German: Text).
    text: String,
}

/// Minutes that go to the members (German: Abstimmung des Protokolls).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct SubmitMinutesInput {
    /// Which minutes.
    id: NodeId<MinutesId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// The last day for remarks; without one they can be approved at once (German: Frist für Anmerkungen).
    review_until: Option<LocalDate>,
}

impl From<SubmitMinutesInput> for verbs::SubmitMinutes {
    fn from(input: SubmitMinutesInput) -> Self {
        let review_until = input.review_until.map(|day| day.0);
        Self { id: input.id.0, expected_version: input.expected_version, review_until }
    }
}

/// Minutes that are written again (German: Rückgabe des Protokolls).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ReturnMinutesInput {
    /// Which minutes.
    id: NodeId<MinutesId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Why (German: Grund).
    reason: String,
}

impl From<ReturnMinutesInput> for verbs::ReturnMinutes {
    fn from(input: ReturnMinutesInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, reason: input.reason }
    }
}

/// A remark on minutes (German: Anmerkung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct RemarkOnMinutesInput {
    /// On which minutes.
    id: NodeId<MinutesId>,
    /// What it is (German: Art).
    kind: Enum<RemarkKind>,
    /// What it says (German: Text).
    text: String,
}

impl From<RemarkOnMinutesInput> for verbs::RemarkOnMinutes {
    fn from(input: RemarkOnMinutesInput) -> Self {
        Self { id: input.id.0, kind: input.kind.0, text: input.text }
    }
}

/// A remark that is settled (German: Erledigung einer Anmerkung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct SettleMinutesRemarkInput {
    /// Which remark.
    id: NodeId<RemarkId>,
    /// How (German: Erledigung).
    settlement: String,
}

impl From<SettleMinutesRemarkInput> for verbs::SettleRemark {
    fn from(input: SettleMinutesRemarkInput) -> Self {
        Self { id: input.id.0, settlement: input.settlement }
    }
}

/// Minutes that are approved (German: Genehmigung des Protokolls).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct ApproveMinutesInput {
    /// Which minutes.
    id: NodeId<MinutesId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

impl From<ApproveMinutesInput> for verbs::ApproveMinutes {
    fn from(input: ApproveMinutesInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version }
    }
}

/// A change after the approval (German: Nachtrag).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AmendMinutesInput {
    /// Of which minutes.
    id: NodeId<MinutesId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// What is to be read instead or besides (German: Text).
    text: String,
    /// Why (German: Grund).
    reason: String,
}

impl From<AmendMinutesInput> for verbs::AmendMinutes {
    fn from(input: AmendMinutesInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, text: input.text, reason: input.reason }
    }
}

/// The fields that change minutes.
#[derive(Debug, Default)]
pub(crate) struct MinutesMutations;

#[Object]
impl MinutesMutations {
    /// Begins the minutes of a meeting, while it takes place or after it (German: Protokoll beginnen).
    #[graphql(directive = authorized::apply(Action::MinutesWrite))]
    async fn draft_minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The draft.")] input: DraftMinutesInput,
    ) -> Result<MinutesPayload> {
        payloads::minutes(ctx, None, verbs::draft_minutes(call(ctx), input.into()).await).await
    }

    /// Changes the draft of minutes. When somebody else wrote in the meantime, the answer has both texts (German: Protokoll schreiben).
    #[graphql(directive = authorized::apply(Action::MinutesWrite))]
    async fn update_minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateMinutesInput,
    ) -> Result<UpdateMinutesPayload> {
        let (id, yours) = (input.id.0, input.text.clone());
        let change = verbs::UpdateMinutes { id, expected_version: input.expected_version, text: input.text };
        let (changed, errors) = outcome(ctx, verbs::update_minutes(call(ctx), change).await)?;
        if !errors.iter().any(UserError::is_conflict) {
            return Ok(UpdateMinutesPayload { minutes: changed.map(Minutes::one), conflict: None, errors });
        }
        let current = failure(ctx, verbs::find_minutes(call(ctx), id).await)?;
        let conflict = current.as_ref().map(|current| MinutesConflict {
            current_version: current.version,
            theirs: current.text.to_string(),
            yours,
        });
        Ok(UpdateMinutesPayload { minutes: current.map(Minutes::one), conflict, errors })
    }

    /// Gives minutes to the members, who make their remarks until a day (German: Protokoll abstimmen).
    #[graphql(directive = authorized::apply(Action::MinutesWrite))]
    async fn submit_minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which minutes, and until when.")] input: SubmitMinutesInput,
    ) -> Result<MinutesPayload> {
        let id = input.id.0;
        payloads::minutes(ctx, Some(id), verbs::submit_minutes(call(ctx), input.into()).await).await
    }

    /// Takes minutes back to be written again; the remarks stay (German: Protokoll zurückgeben).
    #[graphql(directive = authorized::apply(Action::MinutesApprove))]
    async fn return_minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which minutes, and why.")] input: ReturnMinutesInput,
    ) -> Result<MinutesPayload> {
        let id = input.id.0;
        payloads::minutes(ctx, Some(id), verbs::return_minutes(call(ctx), input.into()).await).await
    }

    /// Makes a remark on minutes in review: a comment, or an objection that has to be settled before they are approved (German: Anmerkung, Widerspruch).
    #[graphql(directive = authorized::apply(Action::MinutesRemark))]
    async fn remark_on_minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The remark.")] input: RemarkOnMinutesInput,
    ) -> Result<MinutesPayload> {
        let id = input.id.0;
        payloads::minutes(ctx, Some(id), verbs::remark_on_minutes(call(ctx), input.into()).await).await
    }

    /// Says how a remark was settled (German: Anmerkung erledigen).
    #[graphql(directive = authorized::apply(Action::MinutesWrite))]
    async fn settle_minutes_remark(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which remark, and how.")] input: SettleMinutesRemarkInput,
    ) -> Result<MinutesPayload> {
        payloads::minutes(ctx, None, verbs::settle_remark(call(ctx), input.into()).await).await
    }

    /// Approves minutes and freezes them with all that they say about the meeting (German: Protokoll genehmigen).
    #[graphql(directive = authorized::apply(Action::MinutesApprove))]
    async fn approve_minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which minutes.")] input: ApproveMinutesInput,
    ) -> Result<MinutesPayload> {
        let id = input.id.0;
        payloads::minutes(ctx, Some(id), verbs::approve_minutes(call(ctx), input.into()).await).await
    }

    /// Amends approved minutes: what was approved stays, the amendment stands beside it (German: Nachtrag).
    #[graphql(directive = authorized::apply(Action::MinutesApprove))]
    async fn amend_minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The amendment.")] input: AmendMinutesInput,
    ) -> Result<MinutesPayload> {
        let id = input.id.0;
        payloads::minutes(ctx, Some(id), verbs::amend_minutes(call(ctx), input.into()).await).await
    }
}
