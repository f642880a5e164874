use super::types::Network;
use crate::gate::{authorized, cost};
use crate::graphql::organisations::Organisation;
use crate::graphql::people::Person;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, LocalDate, NodeId, Row, children, referred};
use application::networks as verbs;
use application::organisations::find_organisations;
use application::people::find_people;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::networks::{MemberRole, Membership as Record, MembershipState, MembershipStep};
use domain::shared::{AccountId, Id, LongText, MembershipId};
use std::collections::BTreeSet;

/// A membership of an organisation in a network (German: Mitgliedschaft).
#[derive(Clone, Debug)]
pub(crate) struct NetworkMembership(Row<Record>);

impl NetworkMembership {
    /// Nodes of memberships that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one membership.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// A membership of an organisation in a network (German: Mitgliedschaft).
#[Object]
impl NetworkMembership {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(MembershipId::TYPE, self.0.id.uuid())
    }

    /// In which network (German: Netzwerk).
    async fn network(&self, ctx: &Context<'_>) -> Result<Option<Network>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let networks: BTreeSet<_> = rows.iter().map(|row| row.network).collect();
            let found = verbs::find_networks(call, networks).await?;
            Ok(referred(rows.iter().map(|row| Some(row.network)), found, Network::siblings))
        };
        self.0.related(ctx, "network", load).await
    }

    /// Which organisation (German: Organisation).
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let members: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, members).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// Who speaks for it, if the viewer may see them (German: Ansprechperson).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn contact_person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let people: BTreeSet<_> = rows.iter().filter_map(|row| row.contact_person).collect();
            let found = find_people(call, people).await?;
            Ok(referred(rows.iter().map(|row| row.contact_person), found, Person::siblings))
        };
        self.0.related(ctx, "contactPerson", load).await
    }

    /// As what it takes part (German: Rolle im Netzwerk).
    async fn role(&self) -> Enum<MemberRole> {
        Enum(self.0.role)
    }

    /// What it has promised to contribute (German: zugesagter Beitrag).
    async fn commitment(&self) -> Option<&str> {
        self.0.commitment.as_ref().map(LongText::as_str)
    }

    /// Where the membership stands (German: Stand der Mitgliedschaft).
    async fn state(&self) -> Enum<MembershipState> {
        Enum(self.0.state)
    }

    /// Since when it stands there (German: in diesem Stand seit).
    async fn state_since(&self) -> LocalDate {
        LocalDate(self.0.state_since)
    }

    /// Since when (German: seit).
    async fn since(&self) -> LocalDate {
        LocalDate(self.0.period.from)
    }

    /// The day on which it left; missing while the membership lasts (German: bis).
    async fn until(&self) -> Option<LocalDate> {
        self.0.period.until.map(LocalDate)
    }

    /// What the membership was since when, the oldest step first (German: Verlauf).
    #[graphql(directive = authorized::apply(Action::NetworkRead), directive = cost::apply(1, Some(3)))]
    async fn history(&self, ctx: &Context<'_>) -> Result<Vec<NetworkMembershipStep>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_member_steps(call, &ids).await?;
            Ok(children(ids, found, |steps| steps.iter().map(NetworkMembershipStep::from).collect()))
        };
        self.0.related(ctx, "history", load).await
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

/// A step in the history of a membership (German: Schritt der Mitgliedschaft).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkMembershipStep {
    /// Where the membership stood from then on (German: Stand).
    state: Enum<MembershipState>,
    /// On which day (German: am).
    on: LocalDate,
    /// Why (German: Begründung).
    reason: Option<String>,
    /// By which account; missing when the operator did it at the command line (German: durch).
    account_id: Option<NodeId<AccountId>>,
}

impl From<&MembershipStep> for NetworkMembershipStep {
    fn from(step: &MembershipStep) -> Self {
        Self {
            state: Enum(step.state),
            on: LocalDate(step.on),
            reason: step.reason.as_ref().map(LongText::to_string),
            account_id: step.by.map(NodeId),
        }
    }
}
