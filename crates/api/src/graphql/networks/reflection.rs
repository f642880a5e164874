use crate::gate::authorized;
use crate::graphql::people::Person;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, LocalDate, NodeId, Row, referred};
use application::people::find_people;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::networks::{NetworkPhase, Reflection as Record, ReflectionVisibility};
use domain::shared::{Id, LongText, Name, NetworkId, ReflectionId};
use std::collections::BTreeSet;

/// A reflection about a network (German: Reflexion).
#[derive(Clone, Debug)]
pub(crate) struct NetworkReflection(Row<Record>);

impl NetworkReflection {
    /// Nodes of reflections that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one reflection.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// A reflection or observation about a network. Its author reads it, and those with whom the author shares it (German:
/// Reflexion).
#[Object]
impl NetworkReflection {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(ReflectionId::TYPE, self.0.id.uuid())
    }

    /// About which network (German: Netzwerk).
    async fn network_id(&self) -> NodeId<NetworkId> {
        NodeId(self.0.network)
    }

    /// Who wrote it, if the viewer may see them (German: Verfasser*in).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let authors: BTreeSet<_> = rows.iter().map(|row| row.author).collect();
            let found = find_people(call, authors).await?;
            Ok(referred(rows.iter().map(|row| Some(row.author)), found, Person::siblings))
        };
        self.0.related(ctx, "author", load).await
    }

    /// On which day (German: am).
    async fn on(&self) -> LocalDate {
        LocalDate(self.0.draft.on)
    }

    /// The phase of the network on that day (German: Phase).
    async fn phase(&self) -> Option<Enum<NetworkPhase>> {
        self.0.phase.map(Enum)
    }

    /// What was observed (German: Beobachtung).
    async fn observation(&self) -> &str {
        self.0.draft.observation.as_str()
    }

    /// How the author reads it (German: Deutung).
    async fn interpretation(&self) -> Option<&str> {
        self.0.draft.interpretation.as_ref().map(LongText::as_str)
    }

    /// What came of it (German: Wirkung).
    async fn effect(&self) -> Option<&str> {
        self.0.draft.effect.as_ref().map(LongText::as_str)
    }

    /// What is to be done next (German: nächster Schritt).
    async fn next_step(&self) -> Option<&str> {
        self.0.draft.next_step.as_ref().map(LongText::as_str)
    }

    /// Words to find it by (German: Schlagwörter).
    async fn tags(&self) -> Vec<&str> {
        self.0.draft.tags.iter().map(Name::as_str).collect()
    }

    /// Who may read it (German: Sichtbarkeit).
    async fn visibility(&self) -> Enum<ReflectionVisibility> {
        Enum(self.0.draft.visibility)
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When it was written (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }
}
