use super::meeting::Meeting;
use crate::gate::{authorized, cost};
use crate::graphql::people::Person;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, LocalDate, NodeId, Row, children, referred};
use application::meetings as verbs;
use application::people::find_people;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::meetings::{Amendment, Minutes as Record, MinutesState, Remark, RemarkKind};
use domain::shared::{AccountId, Id, LongText, MinutesId, RemarkId};
use std::collections::BTreeSet;

/// Minutes (German: Protokoll).
#[derive(Clone, Debug)]
pub(crate) struct Minutes(Row<Record>);

impl Minutes {
    /// Nodes of minutes that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one meeting's minutes.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

fn ids(rows: &[Record]) -> Vec<MinutesId> {
    rows.iter().map(|row| row.id).collect()
}

/// Minutes of a meeting (German: Protokoll, Niederschrift).
#[Object]
impl Minutes {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(MinutesId::TYPE, self.0.id.uuid())
    }

    /// Of which meeting (German: Sitzung).
    async fn meeting(&self, ctx: &Context<'_>) -> Result<Option<Meeting>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let meetings: BTreeSet<_> = rows.iter().map(|row| row.meeting).collect();
            let found = verbs::find_meetings(call, meetings).await?;
            Ok(referred(rows.iter().map(|row| Some(row.meeting)), found, Meeting::siblings))
        };
        self.0.related(ctx, "meeting", load).await
    }

    /// The text (German: Text).
    async fn text(&self) -> &str {
        self.0.text.as_str()
    }

    /// Where they stand (German: Stand).
    async fn state(&self) -> Enum<MinutesState> {
        Enum(self.0.state)
    }

    /// The last day for remarks (German: Frist für Anmerkungen).
    async fn review_until(&self) -> Option<LocalDate> {
        self.0.review_until.map(LocalDate)
    }

    /// When they were approved (German: genehmigt am).
    async fn approved_at(&self) -> Option<DateTime> {
        self.0.approved_at.map(DateTime)
    }

    /// By which account; missing when the operator did it at the command line (German: genehmigt durch).
    async fn approved_by_account_id(&self) -> Option<NodeId<AccountId>> {
        self.0.approved_by.map(NodeId)
    }

    /// The SHA-256 of what was approved, in hexadecimal (German: Prüfsumme).
    async fn hash(&self) -> Option<&str> {
        self.0.hash.as_deref()
    }

    /// What was approved, in the canonical form of RFC 8785 over which the hash is computed: the meeting, who was there,
    /// the agenda, what was decided, and the text (German: genehmigte Fassung).
    #[graphql(directive = authorized::apply(Action::MeetingReadParticipants))]
    async fn frozen_form(&self) -> Option<&str> {
        self.0.frozen.as_deref()
    }

    /// Whether what was approved is still what its hash says; missing before the approval (German: unverändert).
    async fn is_intact(&self) -> Option<bool> {
        self.0.is_intact()
    }

    /// The remarks of members, the oldest first (German: Anmerkungen und Widersprüche).
    #[graphql(directive = authorized::apply(Action::CommitteeRead), directive = cost::apply(1, Some(5)))]
    async fn remarks(&self, ctx: &Context<'_>) -> Result<Vec<MinutesRemark>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_remarks(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, |remarks| Row::all(remarks).map(MinutesRemark).collect()))
        };
        self.0.related(ctx, "remarks", load).await
    }

    /// The amendments after the approval, by number (German: Nachträge).
    #[graphql(directive = cost::apply(1, Some(2)))]
    async fn amendments(&self, ctx: &Context<'_>) -> Result<Vec<MinutesAmendment>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::list_amendments(call, &ids(rows)).await?;
            Ok(children(ids(rows), found, |made| made.into_iter().map(MinutesAmendment::from).collect()))
        };
        self.0.related(ctx, "amendments", load).await
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When the record was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}

/// A remark on minutes (German: Anmerkung).
#[derive(Clone, Debug)]
pub(crate) struct MinutesRemark(Row<Remark>);

/// A remark of a member on minutes in review (German: Anmerkung, Widerspruch).
#[Object]
impl MinutesRemark {
    /// The id by which it is settled (German: Kennung).
    async fn id(&self) -> NodeId<RemarkId> {
        NodeId(self.0.id)
    }

    /// Who made it, if the viewer may see them (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Remark]| {
            let people: BTreeSet<_> = rows.iter().map(|row| row.person).collect();
            let found = find_people(call, people).await?;
            Ok(referred(rows.iter().map(|row| Some(row.person)), found, Person::siblings))
        };
        self.0.related(ctx, "person", load).await
    }

    /// What it is (German: Art).
    async fn kind(&self) -> Enum<RemarkKind> {
        Enum(self.0.kind)
    }

    /// What it says (German: Text).
    async fn text(&self) -> &str {
        self.0.text.as_str()
    }

    /// When it was made (German: erhoben am).
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// When it was settled (German: erledigt am).
    async fn settled_at(&self) -> Option<DateTime> {
        self.0.settled_at.map(DateTime)
    }

    /// How it was settled (German: Erledigung).
    async fn settlement(&self) -> Option<&str> {
        self.0.settlement.as_ref().map(LongText::as_str)
    }
}

/// A change of minutes after their approval, which stands beside them (German: Nachtrag).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct MinutesAmendment {
    /// Which one, from 1 (German: Nummer).
    number: i64,
    /// What is to be read instead or besides (German: Text).
    text: String,
    /// Why (German: Grund).
    reason: String,
    /// By which account; missing when the operator did it at the command line (German: durch).
    account_id: Option<NodeId<AccountId>>,
    /// When (German: am).
    at: DateTime,
    /// The SHA-256 over the hash before it and what it says, in hexadecimal (German: Prüfsumme).
    hash: String,
}

impl From<Amendment> for MinutesAmendment {
    fn from(amendment: Amendment) -> Self {
        Self {
            number: amendment.number,
            text: amendment.text.to_string(),
            reason: amendment.reason.to_string(),
            account_id: amendment.by.map(NodeId),
            at: DateTime(amendment.at),
            hash: amendment.hash,
        }
    }
}
