use super::membership::CommitteeMembership;
use crate::gate::authorized;
use crate::graphql::people::Person;
use crate::graphql::shared::{DateTime, Enum, NodeId, Row, referred};
use application::meetings as verbs;
use application::people::find_people;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::meetings::{
    InvitationAnswer, MeetingAttendance, MeetingFormat, MeetingInvitation as Sending, Participant, QuorumCount,
};
use domain::shared::{AccountId, LongText, Name, PersonId, WebAddress};
use std::collections::BTreeSet;

/// A seat at a meeting (German: Teilnahme).
#[derive(Clone, Debug)]
pub(crate) struct MeetingParticipant(Row<Participant>);

impl MeetingParticipant {
    /// Seats at meetings that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Participant>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// One seat at a meeting.
    pub(super) fn one(record: Participant) -> Self {
        Self(Row::one(record))
    }

    async fn person_of(
        &self,
        ctx: &Context<'_>,
        relation: &'static str,
        which: fn(&Participant) -> Option<domain::shared::PersonId>,
    ) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Participant]| {
            let people: BTreeSet<_> = rows.iter().filter_map(which).collect();
            let found = find_people(call, people).await?;
            Ok(referred(rows.iter().map(which), found, Person::siblings))
        };
        self.0.related(ctx, relation, load).await
    }
}

/// A seat at a meeting: what was answered for it, and whether it was taken (German: Teilnahme).
#[Object]
impl MeetingParticipant {
    /// The seat in the committee (German: Sitz).
    #[graphql(directive = authorized::apply(Action::MeetingReadParticipants))]
    async fn membership(&self, ctx: &Context<'_>) -> Result<Option<CommitteeMembership>> {
        let load = async |call: &application::Call, rows: &[Participant]| {
            let seats: BTreeSet<_> = rows.iter().map(|row| row.membership).collect();
            let found = verbs::find_committee_members(call, seats).await?;
            Ok(referred(rows.iter().map(|row| Some(row.membership)), found, CommitteeMembership::siblings))
        };
        self.0.related(ctx, "membership", load).await
    }

    /// Who holds it, if the viewer may see them (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        self.person_of(ctx, "person", |row| Some(row.person)).await
    }

    /// What they answered; missing until they do (German: Antwort).
    #[graphql(directive = authorized::apply(Action::MeetingAnswer))]
    async fn answer(&self) -> Option<Enum<InvitationAnswer>> {
        self.0.answer.map(Enum)
    }

    /// What they said to it (German: Bemerkung).
    #[graphql(directive = authorized::apply(Action::MeetingAnswer))]
    async fn note(&self) -> Option<&str> {
        self.0.note.as_ref().map(LongText::as_str)
    }

    /// When they answered (German: geantwortet am).
    #[graphql(directive = authorized::apply(Action::MeetingAnswer))]
    async fn answered_at(&self) -> Option<DateTime> {
        self.0.answered_at.map(DateTime)
    }

    /// Who stands in, if the viewer may see them (German: Vertretung).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn substitute(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        self.person_of(ctx, "substitute", |row| row.substitute).await
    }

    /// Whether the seat was taken; missing until it is recorded (German: Anwesenheit).
    #[graphql(directive = authorized::apply(Action::MeetingAnswer))]
    async fn attendance(&self) -> Option<Enum<MeetingAttendance>> {
        self.0.attendance.map(Enum)
    }
}

/// The votes of a meeting, by the seats that are valid on its day (German: Beschlussfähigkeit).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct MeetingQuorum {
    /// How many voting seats are valid on its day (German: stimmberechtigte Sitze).
    voting_seats: i64,
    /// How many of their votes are there (German: anwesende Stimmen).
    present: i64,
    /// How many are needed (German: nötige Stimmen).
    needed: i64,
    /// Whether enough are there to decide (German: beschlussfähig).
    is_quorate: bool,
}

impl From<QuorumCount> for MeetingQuorum {
    fn from(count: QuorumCount) -> Self {
        let QuorumCount { seats, present, needed } = count;
        Self { voting_seats: seats, present, needed, is_quorate: count.is_quorate() }
    }
}

/// One sending of the invitation to a meeting (German: Fassung der Einladung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct MeetingInvitation {
    /// Which sending, from 1 (German: Fassung).
    number: i64,
    /// When (German: versandt am).
    sent_at: DateTime,
    /// By which account; missing when the operator did it at the command line (German: durch).
    account_id: Option<NodeId<AccountId>>,
    /// The text as it was sent, with date, place and agenda (German: Text).
    text: String,
    /// To how many people (German: Empfänger).
    recipients: i64,
    /// Whether the lead time of the rules was kept (German: fristgerecht).
    is_in_time: bool,
    /// Why it was not (German: Grund der verkürzten Frist).
    short_notice_reason: Option<String>,
}

impl From<Sending> for MeetingInvitation {
    fn from(sending: Sending) -> Self {
        Self {
            number: sending.number,
            sent_at: DateTime(sending.sent_at),
            account_id: sending.by.map(NodeId),
            text: sending.text.to_string(),
            recipients: sending.recipients,
            is_in_time: sending.in_time,
            short_notice_reason: sending.short_notice.as_ref().map(LongText::to_string),
        }
    }
}

/// What the link in an invitation opens, without an account (German: Einladung über Link).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct LinkedMeetingInvitation {
    /// The name of the committee (German: Gremium).
    committee: String,
    /// What the meeting is called (German: Titel).
    title: String,
    /// When it begins (German: Beginn).
    start: DateTime,
    /// When it is to end (German: Ende).
    end: DateTime,
    /// How it takes place (German: Format).
    format: Enum<MeetingFormat>,
    /// Where (German: Ort).
    place: Option<String>,
    /// Where to take part online (German: Online-Zugang).
    online_link: Option<String>,
    /// What was answered; missing until it is (German: Antwort).
    #[graphql(directive = authorized::apply(Action::MeetingAnswerByLink))]
    answer: Option<Enum<InvitationAnswer>>,
    /// Who may stand in for the seat on the day of the meeting, by name (German: mögliche Vertretungen).
    #[graphql(directive = authorized::apply(Action::MeetingAnswerByLink))]
    substitutes: Vec<LinkedSubstitute>,
    /// Whether answers are taken (German: Antwort möglich).
    is_open: bool,
}

/// Somebody who may stand in for the seat that a link names (German: Vertretung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct LinkedSubstitute {
    /// The id by which they are named in the answer (German: Kennung).
    #[graphql(directive = authorized::apply(Action::MeetingAnswerByLink))]
    person_id: NodeId<PersonId>,
    /// What they are called (German: Name).
    #[graphql(directive = authorized::apply(Action::MeetingAnswerByLink))]
    name: String,
}

impl From<verbs::LinkedSubstitute> for LinkedSubstitute {
    fn from(substitute: verbs::LinkedSubstitute) -> Self {
        Self { person_id: NodeId(substitute.person), name: substitute.name }
    }
}

impl From<verbs::LinkedInvitation> for LinkedMeetingInvitation {
    fn from(linked: verbs::LinkedInvitation) -> Self {
        let plan = linked.meeting.plan;
        Self {
            committee: linked.committee.profile.name.to_string(),
            title: plan.title.to_string(),
            start: DateTime(plan.start),
            end: DateTime(plan.end),
            format: Enum(plan.format),
            place: plan.place.as_ref().map(Name::to_string),
            online_link: plan.online.as_ref().map(WebAddress::to_string),
            answer: linked.participant.answer.map(Enum),
            substitutes: linked.substitutes.into_iter().map(LinkedSubstitute::from).collect(),
            is_open: linked.is_open,
        }
    }
}
