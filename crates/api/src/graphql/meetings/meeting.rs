use super::agenda::{AgendaItem, Paper};
use super::attendance::{MeetingInvitation, MeetingParticipant, MeetingQuorum};
use super::committee::Committee;
use super::minutes::Minutes;
use super::resolution::Resolution;
use crate::gate::{authorized, cost};
use crate::graphql::files::{File, files_of};
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, Row, call, children, referred};
use application::meetings as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::files::HolderKind;
use domain::meetings::{Meeting as Record, MeetingFormat, MeetingState};
use domain::shared::{Id, LongText, MeetingId, Name, WebAddress};
use std::collections::BTreeSet;

/// A meeting (German: Sitzung).
#[derive(Clone, Debug)]
pub(crate) struct Meeting(Row<Record>);

impl Meeting {
    /// Nodes of meetings that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one meeting.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }

    fn address(&self, ctx: &Context<'_>, file: &str) -> String {
        let id = AnyNodeId::new(MeetingId::TYPE, self.0.id.uuid()).write();
        let base = call(ctx).platform().settings.public_url.trim_end_matches('/');
        format!("{base}/meetings/{id}/{file}")
    }
}

fn ids(rows: &[Record]) -> Vec<MeetingId> {
    rows.iter().map(|row| row.id).collect()
}

/// A meeting of a committee (German: Sitzung).
#[Object]
impl Meeting {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(MeetingId::TYPE, self.0.id.uuid())
    }

    /// Of which committee (German: Gremium).
    async fn committee(&self, ctx: &Context<'_>) -> Result<Option<Committee>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let committees: BTreeSet<_> = rows.iter().map(|row| row.committee).collect();
            let found = verbs::find_committees(call, committees).await?;
            Ok(referred(rows.iter().map(|row| Some(row.committee)), found, Committee::siblings))
        };
        self.0.related(ctx, "committee", load).await
    }

    /// Which meeting of the committee, from 1 (German: Nummer).
    async fn number(&self) -> i64 {
        self.0.number
    }

    /// What it is called (German: Titel).
    async fn title(&self) -> &str {
        self.0.plan.title.as_str()
    }

    /// When it begins (German: Beginn).
    async fn start(&self) -> DateTime {
        DateTime(self.0.plan.start)
    }

    /// When it is to end (German: Ende).
    async fn end(&self) -> DateTime {
        DateTime(self.0.plan.end)
    }

    /// How it takes place (German: Format).
    async fn format(&self) -> Enum<MeetingFormat> {
        Enum(self.0.plan.format)
    }

    /// Where (German: Ort).
    async fn place(&self) -> Option<&str> {
        self.0.plan.place.as_ref().map(Name::as_str)
    }

    /// Where to take part online, for those who reach the committee by right (German: Online-Zugang).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn online_link(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let committees: Vec<_> = rows.iter().map(|row| row.committee).collect();
            let reached = verbs::list_reached(call, &committees).await?;
            let link = |row: &Record| row.plan.online.as_ref().map(WebAddress::to_string);
            Ok(rows.iter().map(|row| link(row).filter(|_| reached.contains(&row.committee))).collect())
        };
        self.0.related(ctx, "onlineLink", load).await
    }

    /// Where it stands (German: Stand).
    async fn state(&self) -> Enum<MeetingState> {
        Enum(self.0.state)
    }

    /// Why it was cancelled or takes place on another date (German: Grund).
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_ref().map(LongText::as_str)
    }

    /// The meeting that takes its place (German: neuer Termin).
    async fn successor(&self, ctx: &Context<'_>) -> Result<Option<Meeting>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let successors: BTreeSet<_> = rows.iter().filter_map(|row| row.successor).collect();
            let found = verbs::find_meetings(call, successors).await?;
            Ok(referred(rows.iter().map(|row| row.successor), found, Meeting::siblings))
        };
        self.0.related(ctx, "successor", load).await
    }

    /// Its agenda in its order, as far as the viewer may read it (German: Tagesordnung).
    #[graphql(directive = cost::apply(1, Some(10)))]
    async fn agenda(&self, ctx: &Context<'_>) -> Result<Vec<AgendaItem>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_agendas(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, AgendaItem::siblings))
        };
        self.0.related(ctx, "agenda", load).await
    }

    /// Its papers by number, as far as the viewer may read them (German: Vorlagen).
    #[graphql(directive = cost::apply(1, Some(10)))]
    async fn papers(&self, ctx: &Context<'_>) -> Result<Vec<Paper>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_papers(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, Paper::siblings))
        };
        self.0.related(ctx, "papers", load).await
    }

    /// Its resolutions by number, as far as the viewer may read them (German: Beschlüsse).
    #[graphql(directive = cost::apply(1, Some(5)))]
    async fn resolutions(&self, ctx: &Context<'_>) -> Result<Vec<Resolution>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_resolutions_of_meetings(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, Resolution::siblings))
        };
        self.0.related(ctx, "resolutions", load).await
    }

    /// The sendings of its invitation, the first one in front (German: Einladungen).
    #[graphql(directive = authorized::apply(Action::CommitteeRead), directive = cost::apply(1, Some(2)))]
    async fn invitations(&self, ctx: &Context<'_>) -> Result<Vec<MeetingInvitation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_invitations(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, |sent| sent.into_iter().map(MeetingInvitation::from).collect()))
        };
        self.0.related(ctx, "invitations", load).await
    }

    /// Where the invitation is to be had as accessible PDF: by GET with the same access token and the same rights, in
    /// German or English by `Accept-Language` (German: Einladung als PDF).
    async fn invitation_pdf_url(&self, ctx: &Context<'_>) -> String {
        self.address(ctx, "invitation.pdf")
    }

    /// The seats with their answers and attendance (German: Teilnahmen).
    #[graphql(directive = authorized::apply(Action::MeetingReadParticipants), directive = cost::apply(1, Some(15)))]
    async fn participants(&self, ctx: &Context<'_>) -> Result<Vec<MeetingParticipant>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_participants(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, MeetingParticipant::siblings))
        };
        self.0.related(ctx, "participants", load).await
    }

    /// The own seat of the viewer with the own answer (German: eigene Antwort).
    #[graphql(directive = authorized::apply(Action::MeetingAnswer))]
    async fn my_answer(&self, ctx: &Context<'_>) -> Result<Option<MeetingParticipant>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_own_answers(call, &ids(rows)).await?;
            Ok(referred(ids(rows).into_iter().map(Some), found, MeetingParticipant::siblings))
        };
        self.0.related(ctx, "myAnswer", load).await
    }

    /// Its votes, by the seats that are valid on its day (German: Beschlussfähigkeit).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn quorum(&self, ctx: &Context<'_>) -> Result<Option<MeetingQuorum>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_quorums(call, rows).await?;
            Ok(rows.iter().map(|row| found.get(&row.id).copied().map(MeetingQuorum::from)).collect())
        };
        self.0.related(ctx, "quorum", load).await
    }

    /// Its minutes (German: Protokoll).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn minutes(&self, ctx: &Context<'_>) -> Result<Option<Minutes>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_minutes_of(call, &ids(rows)).await?;
            Ok(referred(ids(rows).into_iter().map(Some), found, Minutes::siblings))
        };
        self.0.related(ctx, "minutes", load).await
    }

    /// The files that hang on it, the oldest first: everybody may read them who may know of the meeting. What only some
    /// may read hangs on a paper that is not public (German: Anlagen).
    async fn files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<File>> {
        files_of(ctx, &self.0, HolderKind::Meeting, |row| row.id.uuid(), first).await
    }

    /// Where its minutes are to be had as accessible PDF, marked as a draft until they are approved: by GET with the
    /// same access token and the same rights, in German or English by `Accept-Language` (German: Protokoll als PDF).
    async fn minutes_pdf_url(&self, ctx: &Context<'_>) -> String {
        self.address(ctx, "minutes.pdf")
    }

    /// When it was opened (German: eröffnet am).
    async fn opened_at(&self) -> Option<DateTime> {
        self.0.opened_at.map(DateTime)
    }

    /// When it was closed (German: geschlossen am).
    async fn closed_at(&self) -> Option<DateTime> {
        self.0.closed_at.map(DateTime)
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
