use super::agenda::AgendaItem;
use super::committee::Committee;
use super::measure::Measure;
use super::meeting::Meeting;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, LocalDate, Row, children, referred};
use application::meetings as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::meetings::{Resolution as Record, ResolutionMode, ResolutionState};
use domain::networks::FieldOfAction;
use domain::shared::{Id, LongText, ResolutionId};
use std::collections::BTreeSet;

/// A resolution (German: Beschluss).
#[derive(Clone, Debug)]
pub(crate) struct Resolution(Row<Record>);

/// Votes as they were counted (German: Stimmen).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Votes {
    /// For it (German: Ja).
    yes: i64,
    /// Against it (German: Nein).
    no: i64,
    /// Neither (German: Enthaltungen).
    abstentions: i64,
}

impl Resolution {
    /// Nodes of resolutions that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one resolution.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }

    async fn other(
        &self,
        ctx: &Context<'_>,
        relation: &'static str,
        which: fn(&Record) -> Option<ResolutionId>,
    ) -> Result<Option<Resolution>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let others: BTreeSet<_> = rows.iter().filter_map(which).collect();
            let found = verbs::find_resolutions(call, others).await?;
            Ok(referred(rows.iter().map(which), found, Resolution::siblings))
        };
        self.0.related(ctx, relation, load).await
    }
}

fn ids(rows: &[Record]) -> Vec<ResolutionId> {
    rows.iter().map(|row| row.id).collect()
}

/// A resolution or recommendation of a committee (German: Beschluss, Empfehlung).
#[Object]
impl Resolution {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(ResolutionId::TYPE, self.0.id.uuid())
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

    /// In which meeting; none in writing (German: Sitzung).
    async fn meeting(&self, ctx: &Context<'_>) -> Result<Option<Meeting>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let meetings: BTreeSet<_> = rows.iter().filter_map(|row| row.meeting).collect();
            let found = verbs::find_meetings(call, meetings).await?;
            Ok(referred(rows.iter().map(|row| row.meeting), found, Meeting::siblings))
        };
        self.0.related(ctx, "meeting", load).await
    }

    /// Under which item of the agenda (German: Tagesordnungspunkt).
    async fn agenda_item(&self, ctx: &Context<'_>) -> Result<Option<AgendaItem>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let items: BTreeSet<_> = rows.iter().filter_map(|row| row.item).collect();
            let found = verbs::find_agenda_items(call, items).await?;
            Ok(referred(rows.iter().map(|row| row.item), found, AgendaItem::siblings))
        };
        self.0.related(ctx, "agendaItem", load).await
    }

    /// Its number among the resolutions of the committee (German: Beschlussnummer).
    async fn number(&self) -> i64 {
        self.0.number
    }

    /// In one line (German: Titel).
    async fn title(&self) -> &str {
        self.0.draft.title.as_str()
    }

    /// In full (German: Wortlaut).
    async fn text(&self) -> &str {
        self.0.draft.text.as_str()
    }

    /// How it comes about (German: Verfahren).
    async fn mode(&self) -> Enum<ResolutionMode> {
        Enum(self.0.draft.mode)
    }

    /// In which field the partners act together (German: Handlungsfeld).
    async fn field_of_action(&self) -> Enum<FieldOfAction> {
        Enum(self.0.draft.field)
    }

    /// Until when votes are taken in writing (German: Frist des Umlaufverfahrens).
    async fn deadline(&self) -> Option<LocalDate> {
        self.0.draft.deadline.map(LocalDate)
    }

    /// Where it stands (German: Stand).
    async fn state(&self) -> Enum<ResolutionState> {
        Enum(self.0.state)
    }

    /// The votes, if they were counted (German: Stimmen).
    async fn votes(&self) -> Option<Votes> {
        let votes = self.0.poll.votes?;
        Some(Votes { yes: votes.yes, no: votes.no, abstentions: votes.abstentions })
    }

    /// On which day it was decided (German: beschlossen am).
    async fn decided_on(&self) -> Option<LocalDate> {
        self.0.decided_on.map(LocalDate)
    }

    /// Why it was put off, taken back or replaced (German: Grund).
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_ref().map(LongText::as_str)
    }

    /// The recommendation on which it rests, if the viewer may read it (German: beruht auf Empfehlung).
    async fn based_on(&self, ctx: &Context<'_>) -> Result<Option<Resolution>> {
        self.other(ctx, "basedOn", |row| row.draft.based_on).await
    }

    /// What was decided on the strength of it, as far as the viewer may read it (German: darauf beruhende Beschlüsse).
    #[graphql(directive = cost::apply(1, Some(2)))]
    async fn followed_by(&self, ctx: &Context<'_>) -> Result<Vec<Resolution>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_followers(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, Resolution::siblings))
        };
        self.0.related(ctx, "followedBy", load).await
    }

    /// The resolution that takes its place (German: ersetzt durch).
    async fn superseded_by(&self, ctx: &Context<'_>) -> Result<Option<Resolution>> {
        self.other(ctx, "supersededBy", |row| row.superseded_by).await
    }

    /// The measures that it ordered (German: Maßnahmen).
    #[graphql(directive = authorized::apply(Action::MeasureRead), directive = cost::apply(1, Some(3)))]
    async fn measures(&self, ctx: &Context<'_>) -> Result<Vec<Measure>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_measures_of_resolutions(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, Measure::siblings))
        };
        self.0.related(ctx, "measures", load).await
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
