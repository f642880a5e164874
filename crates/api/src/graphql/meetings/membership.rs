use super::committee::Committee;
use crate::gate::authorized;
use crate::graphql::organisations::Organisation;
use crate::graphql::people::Person;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, LocalDate, NodeId, Row, referred};
use application::meetings as verbs;
use application::organisations::find_organisations;
use application::people::find_people;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::meetings::{CommitteeMembership as Record, CommitteeRole};
use domain::shared::{CommitteeMembershipId, Id, Name, PersonId};
use std::collections::BTreeSet;

/// A seat in a committee (German: Sitz im Gremium).
#[derive(Clone, Debug)]
pub(crate) struct CommitteeMembership(Row<Record>);

impl CommitteeMembership {
    /// Nodes of seats that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one seat.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// A seat of a person in a committee for a term (German: Sitz im Gremium).
#[Object]
impl CommitteeMembership {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(CommitteeMembershipId::TYPE, self.0.id.uuid())
    }

    /// In which committee (German: Gremium).
    async fn committee(&self, ctx: &Context<'_>) -> Result<Option<Committee>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let committees: BTreeSet<_> = rows.iter().map(|row| row.committee).collect();
            let found = verbs::find_committees(call, committees).await?;
            Ok(referred(rows.iter().map(|row| Some(row.committee)), found, Committee::siblings))
        };
        self.0.related(ctx, "committee", load).await
    }

    /// The id of the person, also where the viewer may not see the person (German: Kennung der Person).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn person_id(&self) -> NodeId<PersonId> {
        NodeId(self.0.person)
    }

    /// Who holds it, if the viewer may see them (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let people: BTreeSet<_> = rows.iter().map(|row| row.person).collect();
            let found = find_people(call, people).await?;
            Ok(referred(rows.iter().map(|row| Some(row.person)), found, Person::siblings))
        };
        self.0.related(ctx, "person", load).await
    }

    /// What the seat is called, for instance `untere Schulaufsicht` (German: Sitz).
    async fn seat(&self) -> Option<&str> {
        self.0.seat.as_ref().map(Name::as_str)
    }

    /// As what (German: Rolle im Gremium).
    #[graphql(directive = authorized::apply(Action::CommitteeRead))]
    async fn role(&self) -> Enum<CommitteeRole> {
        Enum(self.0.role)
    }

    /// Whether the seat has a vote (German: Stimmrecht).
    async fn voting_right(&self) -> bool {
        self.0.voting
    }

    /// Whether it is published by name who holds it, where the committee is public (German: öffentlich genannt).
    async fn is_public(&self) -> bool {
        self.0.public
    }

    /// The seat for which a substitute stands in (German: Stellvertretung für).
    async fn substitute_for(&self, ctx: &Context<'_>) -> Result<Option<CommitteeMembership>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let principals: BTreeSet<_> = rows.iter().filter_map(|row| row.substitute_for).collect();
            let found = verbs::find_committee_members(call, principals).await?;
            Ok(referred(rows.iter().map(|row| row.substitute_for), found, CommitteeMembership::siblings))
        };
        self.0.related(ctx, "substituteFor", load).await
    }

    /// The organisation on whose behalf (German: im Auftrag von).
    async fn on_behalf_of(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let organisations: BTreeSet<_> = rows.iter().filter_map(|row| row.organisation).collect();
            let found = find_organisations(call, organisations).await?;
            Ok(referred(rows.iter().map(|row| row.organisation), found, Organisation::siblings))
        };
        self.0.related(ctx, "onBehalfOf", load).await
    }

    /// The first day of the term (German: Beginn der Amtszeit).
    async fn from(&self) -> LocalDate {
        LocalDate(self.0.period.from)
    }

    /// The last day of the term; missing while it has no end (German: Ende der Amtszeit).
    async fn until(&self) -> Option<LocalDate> {
        self.0.period.until.map(LocalDate)
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
