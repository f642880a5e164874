use super::meeting::Meeting;
use super::resolution::Resolution;
use crate::gate::{authorized, cost};
use crate::graphql::files::{File, files_of};
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, Row, children, referred};
use application::meetings as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::files::HolderKind;
use domain::meetings::{AgendaItem as Item, AgendaPurpose, Paper as Sheet, PaperKind};
use domain::shared::{AgendaItemId, Id, LongText, PaperId};
use std::collections::BTreeSet;

/// An item of an agenda (German: Tagesordnungspunkt).
#[derive(Clone, Debug)]
pub(crate) struct AgendaItem(Row<Item>);

/// A paper (German: Drucksache).
#[derive(Clone, Debug)]
pub(crate) struct Paper(Row<Sheet>);

impl AgendaItem {
    /// Nodes of items that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Item>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one item.
    pub(crate) fn one(record: Item) -> Self {
        Self(Row::one(record))
    }
}

impl Paper {
    /// Nodes of papers that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Sheet>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one paper.
    pub(crate) fn one(record: Sheet) -> Self {
        Self(Row::one(record))
    }
}

fn ids(rows: &[Item]) -> Vec<AgendaItemId> {
    rows.iter().map(|row| row.id).collect()
}

/// An item of the agenda of a meeting (German: Tagesordnungspunkt, TOP).
#[Object]
impl AgendaItem {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(AgendaItemId::TYPE, self.0.id.uuid())
    }

    /// Of which meeting (German: Sitzung).
    async fn meeting(&self, ctx: &Context<'_>) -> Result<Option<Meeting>> {
        let load = async |call: &application::Call, rows: &[Item]| {
            let meetings: BTreeSet<_> = rows.iter().map(|row| row.meeting).collect();
            let found = verbs::find_meetings(call, meetings).await?;
            Ok(referred(rows.iter().map(|row| Some(row.meeting)), found, Meeting::siblings))
        };
        self.0.related(ctx, "meeting", load).await
    }

    /// Its number in the agenda, from 1; missing once it is taken off (German: Nummer).
    async fn number(&self) -> Option<i64> {
        self.0.position
    }

    /// In one line (German: Titel).
    async fn title(&self) -> &str {
        self.0.draft.title.as_str()
    }

    /// What it is for (German: Zweck).
    async fn purpose(&self) -> Enum<AgendaPurpose> {
        Enum(self.0.draft.purpose)
    }

    /// Whether it is dealt with in public (German: öffentlich).
    async fn is_public(&self) -> bool {
        self.0.draft.public
    }

    /// More about it; what is public in it, everybody may read who may know of the meeting (German: Erläuterung).
    async fn note(&self) -> Option<&str> {
        self.0.draft.note.as_ref().map(LongText::as_str)
    }

    /// The papers for it, as far as the viewer may read them (German: Vorlagen).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn papers(&self, ctx: &Context<'_>) -> Result<Vec<Paper>> {
        let load = async |call: &application::Call, rows: &[Item]| {
            let found = verbs::list_papers_of_items(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, Paper::siblings))
        };
        self.0.related(ctx, "papers", load).await
    }

    /// What was proposed and decided under it, as far as the viewer may read it (German: Beschlüsse).
    #[graphql(directive = cost::apply(1, Some(2)))]
    async fn resolutions(&self, ctx: &Context<'_>) -> Result<Vec<Resolution>> {
        let load = async |call: &application::Call, rows: &[Item]| {
            let found = verbs::list_resolutions_of_items(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, Resolution::siblings))
        };
        self.0.related(ctx, "resolutions", load).await
    }

    /// The files that hang on it, the oldest first; who may read the item may read them (German: Anlagen).
    async fn files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<File>> {
        files_of(ctx, &self.0, HolderKind::AgendaItem, |row| row.id.uuid(), first).await
    }

    /// When it was taken off the agenda (German: abgesetzt am).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn removed_at(&self) -> Option<DateTime> {
        self.0.removed_at.map(DateTime)
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }
}

/// A paper that members read before they decide (German: Drucksache, Vorlage).
#[Object]
impl Paper {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(PaperId::TYPE, self.0.id.uuid())
    }

    /// For which meeting (German: Sitzung).
    async fn meeting(&self, ctx: &Context<'_>) -> Result<Option<Meeting>> {
        let load = async |call: &application::Call, rows: &[Sheet]| {
            let meetings: BTreeSet<_> = rows.iter().map(|row| row.meeting).collect();
            let found = verbs::find_meetings(call, meetings).await?;
            Ok(referred(rows.iter().map(|row| Some(row.meeting)), found, Meeting::siblings))
        };
        self.0.related(ctx, "meeting", load).await
    }

    /// For which item of the agenda, if the viewer may read it (German: Tagesordnungspunkt).
    async fn agenda_item(&self, ctx: &Context<'_>) -> Result<Option<AgendaItem>> {
        let load = async |call: &application::Call, rows: &[Sheet]| {
            let items: BTreeSet<_> = rows.iter().filter_map(|row| row.item).collect();
            let found = verbs::find_agenda_items(call, items).await?;
            Ok(referred(rows.iter().map(|row| row.item), found, AgendaItem::siblings))
        };
        self.0.related(ctx, "agendaItem", load).await
    }

    /// Its number among the papers of the committee (German: Drucksachennummer).
    async fn number(&self) -> i64 {
        self.0.number
    }

    /// In one line (German: Titel).
    async fn title(&self) -> &str {
        self.0.draft.title.as_str()
    }

    /// What it is (German: Art der Vorlage).
    async fn kind(&self) -> Enum<PaperKind> {
        Enum(self.0.draft.kind)
    }

    /// Its text (German: Text).
    async fn text(&self) -> Option<&str> {
        self.0.draft.text.as_ref().map(LongText::as_str)
    }

    /// Whether everybody may read it who may know of the meeting, and of the item that it is for (German: öffentlich).
    async fn is_public(&self) -> bool {
        self.0.draft.public
    }

    /// The files that hang on it, the oldest first; who may read the paper may read them (German: Anlagen).
    async fn files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<File>> {
        files_of(ctx, &self.0, HolderKind::Paper, |row| row.id.uuid(), first).await
    }

    /// When it was taken back (German: zurückgezogen am).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn removed_at(&self) -> Option<DateTime> {
        self.0.removed_at.map(DateTime)
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When the record was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }
}
