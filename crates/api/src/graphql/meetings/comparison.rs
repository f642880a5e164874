use super::committee::Committee;
use crate::gate::{authorized, cost};
use crate::graphql::people::Person;
use crate::graphql::shared::{AnyNodeId, Enum, LocalDate, NodeId, Row, call, failure, referred};
use application::meetings as verbs;
use application::people::find_people;
use async_graphql::{Context, Object, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::access::Action;
use domain::networks::FieldOfAction;
use domain::shared::{CommitteeId, Id, PersonId, Slice};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Which table of a comparison of committees (German: Tabelle).
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum CommitteeComparisonTable {
    /// A line for each pair of committees in which somebody sits twice (German: Überschneidungen).
    Overlaps,
    /// A line for each person (German: Belastung).
    Loads,
}

/// As what a table is taken away (German: Dateiformat).
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum CommitteeTableFormat {
    /// CSV, as German spreadsheets expect it: semicolons and decimal commas.
    Csv,
    /// A workbook.
    Xlsx,
}

impl CommitteeComparisonTable {
    /// The first part of the name of such a file.
    pub(crate) const fn stem(self) -> &'static str {
        match self {
            Self::Overlaps => "overlaps",
            Self::Loads => "loads",
        }
    }
}

impl CommitteeTableFormat {
    /// The last part of the name of such a file.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Who sits where with whom, as of a day (German: Vergleich von Gremien).
#[derive(Clone, Debug)]
pub(crate) struct CommitteeComparison {
    compared: Arc<verbs::CommitteeComparison>,
    nodes: Arc<HashMap<CommitteeId, Committee>>,
    asked: verbs::CompareCommittees,
}

impl CommitteeComparison {
    /// What was compared, and how it was asked for.
    pub(super) fn new(asked: verbs::CompareCommittees, compared: verbs::CommitteeComparison) -> Self {
        let ids: Vec<_> = compared.committees.iter().map(|committee| committee.id).collect();
        let nodes = ids.into_iter().zip(Committee::siblings(compared.committees.iter().cloned()));
        Self { nodes: Arc::new(nodes.collect()), compared: Arc::new(compared), asked }
    }

    /// What was asked, as the end of an address.
    fn question(&self) -> String {
        let network = self
            .asked
            .network
            .map(|id| ("network", AnyNodeId::new(domain::shared::NetworkId::TYPE, id.uuid()).write()));
        let organisation = self
            .asked
            .organisation
            .map(|id| ("organisation", AnyNodeId::new(domain::shared::OrganisationId::TYPE, id.uuid()).write()));
        let kinds = self.asked.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(",");
        let kinds = (!kinds.is_empty()).then_some(("kinds", kinds));
        let parts = [network, organisation, kinds, Some(("on", self.compared.on.to_string()))];
        parts.into_iter().flatten().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }
}

/// Who sits where with whom, as of a day, over the committees whose seats the viewer may read: what they share, and how
/// much one person carries. Substitutes and guests do not count (German: Vergleich von Gremien).
#[Object]
impl CommitteeComparison {
    /// As of which day (German: Stichtag).
    async fn on(&self) -> LocalDate {
        LocalDate(self.compared.on)
    }

    /// How many committees were compared (German: Zahl der Gremien).
    async fn committees(&self) -> usize {
        self.compared.committees.len()
    }

    /// How many people sit in them (German: Zahl der Personen).
    async fn people(&self) -> usize {
        self.compared.loads.len()
    }

    /// Pairs of committees in which somebody sits twice, the largest overlap first (German: Überschneidungen).
    #[expect(clippy::unused_async, reason = "a field of an object is async in async-graphql")]
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn overlaps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<CommitteeOverlap>> {
        let size = failure(ctx, Slice::read(first).map_err(Into::into))?.size as usize;
        let rows = Row::all(self.compared.overlaps.iter().take(size).cloned());
        Ok(rows.map(|row| CommitteeOverlap { row, nodes: Arc::clone(&self.nodes) }).collect())
    }

    /// Who sits in them, those with seats in the most committees first (German: Belastung je Person).
    #[expect(clippy::unused_async, reason = "a field of an object is async in async-graphql")]
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn loads(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<CommitteeLoad>> {
        let size = failure(ctx, Slice::read(first).map_err(Into::into))?.size as usize;
        let rows = Row::all(self.compared.loads.iter().take(size).cloned());
        Ok(rows.map(|row| CommitteeLoad { row, nodes: Arc::clone(&self.nodes) }).collect())
    }

    /// A whole table as a file: CSV as its text, a workbook in Base64 (German: Datei).
    #[graphql(directive = authorized::apply(Action::CommitteeRead), directive = cost::apply(20, None))]
    async fn file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which table.")] table: CommitteeComparisonTable,
        #[graphql(desc = "As what.")] format: CommitteeTableFormat,
    ) -> Result<String> {
        let table = match table {
            CommitteeComparisonTable::Overlaps => verbs::ComparisonTable::Overlaps,
            CommitteeComparisonTable::Loads => verbs::ComparisonTable::Loads,
        };
        let written =
            async |format| verbs::export_committees(call(ctx), Arc::clone(&self.compared), table, format).await;
        match format {
            CommitteeTableFormat::Csv => {
                let bytes = failure(ctx, written(verbs::TableFormat::Csv).await)?;
                failure(ctx, String::from_utf8(bytes).map_err(application::Error::unexpected))
            }
            CommitteeTableFormat::Xlsx => {
                failure(ctx, written(verbs::TableFormat::Xlsx).await).map(|bytes| STANDARD.encode(bytes))
            }
        }
    }

    /// Where the file is to be had: by GET with the same access token, and with the same rights (German: Adresse der
    /// Datei).
    async fn file_url(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which table.")] table: CommitteeComparisonTable,
        #[graphql(desc = "As what.")] format: CommitteeTableFormat,
    ) -> String {
        let base = call(ctx).platform().settings.public_url.trim_end_matches('/');
        let (stem, extension) = (table.stem(), format.extension());
        format!("{base}/committees/comparison/{stem}.{extension}?{}", self.question())
    }
}

/// Two committees in which the same people sit (German: Überschneidung).
#[derive(Clone, Debug)]
pub(crate) struct CommitteeOverlap {
    row: Row<verbs::CommitteeOverlap>,
    nodes: Arc<HashMap<CommitteeId, Committee>>,
}

/// Two committees in which the same people sit (German: Überschneidung).
#[Object]
impl CommitteeOverlap {
    /// One committee (German: Gremium).
    async fn one(&self) -> Option<Committee> {
        self.nodes.get(&self.row.one).cloned()
    }

    /// The other one (German: weiteres Gremium).
    async fn other(&self) -> Option<Committee> {
        self.nodes.get(&self.row.other).cloned()
    }

    /// How many sit in both (German: gemeinsame Mitglieder).
    async fn shared(&self) -> usize {
        self.row.shared.len()
    }

    /// Those who sit in both, by those who sit in either, from 0 to 1 (German: Jaccard-Index).
    async fn jaccard(&self) -> f64 {
        self.row.jaccard
    }

    /// With which fields both deal; a committee without fields of its own deals with those of its network (German:
    /// gemeinsame Handlungsfelder).
    async fn shared_fields(&self) -> Vec<Enum<FieldOfAction>> {
        self.row.fields.iter().copied().map(Enum).collect()
    }

    /// How much they are one structure twice, from 0 to 1: the share of members times the share of fields that they have
    /// in common; missing when the fields of one are not known (German: Doppelstruktur).
    async fn double_structure(&self) -> Option<f64> {
        self.row.double_structure
    }

    /// The ids of those who sit in both (German: Kennungen der Personen).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn shared_person_ids(&self) -> Vec<NodeId<PersonId>> {
        self.row.shared.iter().copied().map(NodeId).collect()
    }

    /// Those who sit in both, as far as the viewer may see them (German: gemeinsame Personen).
    #[graphql(directive = authorized::apply(Action::PersonRead), directive = cost::apply(1, Some(5)))]
    async fn shared_people(&self, ctx: &Context<'_>) -> Result<Vec<Person>> {
        let load = async |call: &application::Call, rows: &[verbs::CommitteeOverlap]| {
            let people: BTreeSet<_> = rows.iter().flat_map(|row| row.shared.iter().copied()).collect();
            let (ids, found): (Vec<_>, Vec<_>) = find_people(call, people).await?.into_iter().unzip();
            let nodes: HashMap<_, _> = ids.into_iter().zip(Person::siblings(found)).collect();
            let of =
                |row: &verbs::CommitteeOverlap| row.shared.iter().filter_map(|id| nodes.get(id).cloned()).collect();
            Ok(rows.iter().map(of).collect())
        };
        self.row.related(ctx, "sharedPeople", load).await
    }
}

/// What the work in committees asks of one person (German: Belastung).
#[derive(Clone, Debug)]
pub(crate) struct CommitteeLoad {
    row: Row<verbs::CommitteeLoad>,
    nodes: Arc<HashMap<CommitteeId, Committee>>,
}

/// What the work in committees asks of one person (German: Belastung).
#[Object]
impl CommitteeLoad {
    /// The id of the person, also where the viewer may not see the person (German: Kennung der Person).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn person_id(&self) -> NodeId<PersonId> {
        NodeId(self.row.person)
    }

    /// The person, if the viewer may see them (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[verbs::CommitteeLoad]| {
            let people: BTreeSet<_> = rows.iter().map(|row| row.person).collect();
            let found = find_people(call, people).await?;
            Ok(referred(rows.iter().map(|row| Some(row.person)), found, Person::siblings))
        };
        self.row.related(ctx, "person", load).await
    }

    /// Where they sit, by name (German: Gremien).
    #[graphql(directive = authorized::apply(Action::CommitteeRead), directive = cost::apply(1, Some(5)))]
    async fn committees(&self) -> Vec<Committee> {
        self.row.committees.iter().filter_map(|id| self.nodes.get(id).cloned()).collect()
    }

    /// In how many committees they sit (German: Zahl der Gremien).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn count(&self) -> usize {
        self.row.committees.len()
    }

    /// In how many of them with a vote (German: mit Stimmrecht).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn votes(&self) -> usize {
        self.row.votes
    }

    /// In how many of them they lead (German: leitend).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn leads(&self) -> usize {
        self.row.leads
    }

    /// How many meetings these committees hold in a year by their rules; those without such a rule count for nothing
    /// (German: Sitzungen im Jahr).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn meetings_per_year(&self) -> i64 {
        self.row.meetings_per_year
    }
}
