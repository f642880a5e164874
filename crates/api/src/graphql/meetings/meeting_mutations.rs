use super::attendance::MeetingParticipant;
use super::payloads::{self, MeetingAnswerPayload, MeetingLinkPayload, MeetingPayload};
use crate::gate::authorized;
use crate::graphql::shared::{DateTime, Enum, NodeId, call, outcome};
use application::meetings as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::meetings::{InvitationAnswer, MeetingAttendance, MeetingFormat};
use domain::shared::{CommitteeId, CommitteeMembershipId, MeetingId, PersonId};

/// When and where a meeting is to take place (German: Angaben zum Termin).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct MeetingPlanInput {
    /// What it is called (German: Titel).
    title: String,
    /// When it begins (German: Beginn).
    start: DateTime,
    /// When it is to end, three days later at the most (German: Ende).
    end: DateTime,
    /// How it takes place (German: Format).
    format: Enum<MeetingFormat>,
    /// Where; needed for a meeting in person (German: Ort).
    place: Option<String>,
    /// Where to take part online (German: Online-Zugang).
    online_link: Option<String>,
}

impl From<MeetingPlanInput> for verbs::MeetingPlanInput {
    fn from(input: MeetingPlanInput) -> Self {
        Self {
            title: input.title,
            start: input.start.0,
            end: input.end.0,
            format: input.format.0,
            place: input.place,
            online: input.online_link,
        }
    }
}

/// A meeting to be planned (German: neue Sitzung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct PlanMeetingInput {
    /// Of which committee (German: Gremium).
    committee_id: NodeId<CommitteeId>,
    /// When and where (German: Angaben zum Termin).
    plan: MeetingPlanInput,
}

impl From<PlanMeetingInput> for verbs::PlanMeeting {
    fn from(input: PlanMeetingInput) -> Self {
        Self { committee: input.committee_id.0, plan: input.plan.into() }
    }
}

/// A change of a plan (German: Änderung einer Sitzung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateMeetingInput {
    /// Which meeting.
    id: NodeId<MeetingId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// When and where: all of it (German: Angaben zum Termin).
    plan: MeetingPlanInput,
}

impl From<UpdateMeetingInput> for verbs::UpdateMeeting {
    fn from(input: UpdateMeetingInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, plan: input.plan.into() }
    }
}

/// An invitation to be sent (German: Einladung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct InviteToMeetingInput {
    /// To which meeting.
    id: NodeId<MeetingId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Why the lead time is not kept, if it is not (German: Grund der verkürzten Frist).
    short_notice_reason: Option<String>,
}

impl From<InviteToMeetingInput> for verbs::InviteToMeeting {
    fn from(input: InviteToMeetingInput) -> Self {
        let (expected_version, short_notice) = (input.expected_version, input.short_notice_reason);
        Self { id: input.id.0, expected_version, short_notice }
    }
}

/// An answer to an invitation (German: Antwort auf eine Einladung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AnswerMeetingInvitationInput {
    /// To which meeting (German: Sitzung).
    meeting_id: NodeId<MeetingId>,
    /// Whether one comes (German: Antwort).
    answer: Enum<InvitationAnswer>,
    /// What there is to say to it (German: Bemerkung).
    note: Option<String>,
    /// Which substitute stands in (German: Vertretung).
    substitute_id: Option<NodeId<PersonId>>,
}

/// An answer to an invitation by the link in its mail (German: Antwort über Link).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AnswerMeetingInvitationByLinkInput {
    /// What stands behind `token=` in the link (German: Schlüssel).
    token: String,
    /// Whether one comes (German: Antwort).
    answer: Enum<InvitationAnswer>,
    /// What there is to say to it (German: Bemerkung).
    note: Option<String>,
    /// Which substitute stands in (German: Vertretung).
    substitute_id: Option<NodeId<PersonId>>,
}

/// A meeting that goes a step (German: Schritt einer Sitzung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct MoveMeetingInput {
    /// Which meeting.
    id: NodeId<MeetingId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

impl From<MoveMeetingInput> for verbs::MoveMeeting {
    fn from(input: MoveMeetingInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version }
    }
}

/// Whether one seat was taken (German: Anwesenheit eines Sitzes).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct MeetingAttendanceEntryInput {
    /// Which seat (German: Sitz).
    membership_id: NodeId<CommitteeMembershipId>,
    /// Whether (German: Anwesenheit).
    attendance: Enum<MeetingAttendance>,
    /// By which substitute (German: Vertretung).
    substitute_id: Option<NodeId<PersonId>>,
}

/// A list of attendance, or a part of it (German: Anwesenheitsliste).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct RecordMeetingAttendanceInput {
    /// Of which meeting.
    id: NodeId<MeetingId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// The seats; those that are not named stay as they are (German: Einträge).
    entries: Vec<MeetingAttendanceEntryInput>,
}

impl From<RecordMeetingAttendanceInput> for verbs::RecordAttendance {
    fn from(input: RecordMeetingAttendanceInput) -> Self {
        let entry = |entry: MeetingAttendanceEntryInput| verbs::AttendanceEntry {
            membership: entry.membership_id.0,
            attendance: entry.attendance.0,
            substitute: entry.substitute_id.map(|id| id.0),
        };
        let entries = input.entries.into_iter().map(entry).collect();
        Self { id: input.id.0, expected_version: input.expected_version, entries }
    }
}

/// A meeting that does not take place (German: Absage einer Sitzung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CancelMeetingInput {
    /// Which meeting.
    id: NodeId<MeetingId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Why (German: Grund).
    reason: String,
}

impl From<CancelMeetingInput> for verbs::CancelMeeting {
    fn from(input: CancelMeetingInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, reason: input.reason }
    }
}

/// A meeting that takes place on another date (German: Verlegung einer Sitzung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct RescheduleMeetingInput {
    /// Which meeting.
    id: NodeId<MeetingId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Why (German: Grund).
    reason: String,
    /// When and where instead (German: neuer Termin).
    plan: MeetingPlanInput,
}

impl From<RescheduleMeetingInput> for verbs::RescheduleMeeting {
    fn from(input: RescheduleMeetingInput) -> Self {
        let (expected_version, reason) = (input.expected_version, input.reason);
        Self { id: input.id.0, expected_version, reason, plan: input.plan.into() }
    }
}

/// The fields that plan and run meetings.
#[derive(Debug, Default)]
pub(crate) struct MeetingMutations;

#[Object]
impl MeetingMutations {
    /// Plans a meeting of a committee (German: Sitzung planen).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn plan_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The meeting.")] input: PlanMeetingInput,
    ) -> Result<MeetingPayload> {
        payloads::meeting(ctx, None, verbs::plan_meeting(call(ctx), input.into()).await).await
    }

    /// Changes the plan of a meeting; once people are invited, its date stays (German: Sitzung ändern).
    #[graphql(directive = authorized::apply(Action::MeetingPlan))]
    async fn update_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateMeetingInput,
    ) -> Result<MeetingPayload> {
        let id = input.id.0;
        payloads::meeting(ctx, Some(id), verbs::update_meeting(call(ctx), input.into()).await).await
    }

    /// Sends the invitation to all who hold a seat on the day of the meeting, for the first time or again (German: einladen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn invite_to_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To which meeting.")] input: InviteToMeetingInput,
    ) -> Result<MeetingPayload> {
        let id = input.id.0;
        payloads::meeting(ctx, Some(id), verbs::invite_to_meeting(call(ctx), input.into()).await).await
    }

    /// Answers the own invitation to a meeting, again if one likes, until it begins (German: zu- oder absagen).
    #[graphql(directive = authorized::apply(Action::MeetingAnswer))]
    async fn answer_meeting_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answer.")] input: AnswerMeetingInvitationInput,
    ) -> Result<MeetingAnswerPayload> {
        let answer = verbs::AnswerInvitation {
            answer: input.answer.0,
            note: input.note,
            substitute: input.substitute_id.map(|id| id.0),
        };
        let (own, errors) = outcome(ctx, verbs::answer_invitation(call(ctx), input.meeting_id.0, answer).await)?;
        Ok(MeetingAnswerPayload { participant: own.map(MeetingParticipant::one), errors })
    }

    /// Answers an invitation by the link in its mail, without an account, until the meeting begins (German: über Link zu- oder absagen).
    #[graphql(directive = authorized::apply(Action::MeetingAnswerByLink))]
    async fn answer_meeting_invitation_by_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answer.")] input: AnswerMeetingInvitationByLinkInput,
    ) -> Result<MeetingLinkPayload> {
        let answer = verbs::AnswerInvitation {
            answer: input.answer.0,
            note: input.note,
            substitute: input.substitute_id.map(|id| id.0),
        };
        let (kept, errors) = outcome(ctx, verbs::answer_by_link(call(ctx), &input.token, answer).await)?;
        Ok(MeetingLinkPayload { answer: kept.and_then(|kept| kept.answer).map(Enum), errors })
    }

    /// Opens a meeting (German: Sitzung eröffnen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn open_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which meeting.")] input: MoveMeetingInput,
    ) -> Result<MeetingPayload> {
        let id = input.id.0;
        payloads::meeting(ctx, Some(id), verbs::open_meeting(call(ctx), input.into()).await).await
    }

    /// Records who is there, while the meeting takes place and until its minutes go to the members (German: Anwesenheit erfassen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn record_meeting_attendance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The list.")] input: RecordMeetingAttendanceInput,
    ) -> Result<MeetingPayload> {
        let id = input.id.0;
        payloads::meeting(ctx, Some(id), verbs::record_attendance(call(ctx), input.into()).await).await
    }

    /// Closes a meeting (German: Sitzung schließen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn close_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which meeting.")] input: MoveMeetingInput,
    ) -> Result<MeetingPayload> {
        let id = input.id.0;
        payloads::meeting(ctx, Some(id), verbs::close_meeting(call(ctx), input.into()).await).await
    }

    /// Cancels a meeting and tells everybody who was invited (German: Sitzung absagen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn cancel_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which meeting, and why.")] input: CancelMeetingInput,
    ) -> Result<MeetingPayload> {
        let id = input.id.0;
        payloads::meeting(ctx, Some(id), verbs::cancel_meeting(call(ctx), input.into()).await).await
    }

    /// Puts a meeting off to another date: a new meeting takes its place, with its agenda and papers. Answers with the new one (German: Sitzung verlegen).
    #[graphql(directive = authorized::apply(Action::MeetingRun))]
    async fn reschedule_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which meeting, why, and when instead.")] input: RescheduleMeetingInput,
    ) -> Result<MeetingPayload> {
        let id = input.id.0;
        payloads::meeting(ctx, Some(id), verbs::reschedule_meeting(call(ctx), input.into()).await).await
    }
}
