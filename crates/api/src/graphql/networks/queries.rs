use super::analysis::{NetworkAnalysis, NetworkAnalysisComparison};
use super::inputs::{NetworkFilter, NetworkOrder, values};
use super::member::NetworkMembership;
use super::types::Network;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{
    Connection, Enum, LocalDate, NodeId, OrderDirection, call, connect, failure, found, page,
};
use application::networks as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::networks::MembershipState;
use domain::shared::{AnalysisId, NetworkId, OrganisationId};

/// Which memberships; what is left out does not narrow the list (German: Filter).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct NetworkMembershipFilter {
    /// In this network (German: Netzwerk).
    network_id: Option<NodeId<NetworkId>>,
    /// Of this organisation (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// In one of these states today (German: Stände).
    states: Option<Vec<Enum<MembershipState>>>,
    /// That lasted on this day (German: am).
    on: Option<LocalDate>,
}

impl From<NetworkMembershipFilter> for verbs::ListMembers {
    fn from(filter: NetworkMembershipFilter) -> Self {
        Self {
            network: filter.network_id.map(|id| id.0),
            organisation: filter.organisation_id.map(|id| id.0),
            states: values(filter.states),
            on: filter.on.map(|day| day.0),
        }
    }
}

/// The fields that read networks.
#[derive(Debug, Default)]
pub(crate) struct NetworkQueries;

#[Object]
impl NetworkQueries {
    /// A network; `null` when there is none, or none that the viewer may know of (German: Netzwerk).
    #[graphql(directive = authorized::apply(Action::NetworkReadPublic))]
    async fn network(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<NetworkId>,
    ) -> Result<Option<Network>> {
        Ok(failure(ctx, verbs::find_network(call(ctx), id.0).await)?.map(Network::one))
    }

    /// The networks that the viewer may know of: what is public, for those who are signed in also what is open to the
    /// community, and what they reach by right or belong to (German: Netzwerke).
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a page are said one by one in the schema")]
    #[graphql(directive = authorized::apply(Action::NetworkReadPublic))]
    async fn networks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which networks.")] filter: Option<NetworkFilter>,
        #[graphql(desc = "In which order; by name unless given.")] order: Option<NetworkOrder>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Network>> {
        let call = call(ctx);
        let filter = verbs::ListNetworks::from(filter.unwrap_or_default());
        let order = order.unwrap_or_default();
        let page = page(ctx, first, after, last, before)?;
        let descending = order.direction == OrderDirection::Descending;
        let found = verbs::list_networks(call, filter.clone(), order.field.into(), descending, &page).await;
        let count = verbs::count_networks(call, filter);
        connect(ctx, found, Network::siblings, count).await
    }

    /// Memberships, in the order of their beginning, of networks that the viewer reaches by right or belongs to (German:
    /// Mitgliedschaften).
    #[graphql(directive = authorized::apply(Action::NetworkRead))]
    async fn network_members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which memberships.")] filter: Option<NetworkMembershipFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<NetworkMembership>> {
        let call = call(ctx);
        let filter = verbs::ListMembers::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_members(call, filter.clone(), &page).await;
        let count = verbs::count_members(call, filter);
        connect(ctx, found, NetworkMembership::siblings, count).await
    }

    /// An analysis; `null` when there is none that the viewer may read (German: Netzwerkanalyse).
    #[graphql(directive = authorized::apply(Action::AnalysisRead), directive = cost::apply(5, None))]
    async fn network_analysis(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<AnalysisId>,
    ) -> Result<Option<NetworkAnalysis>> {
        Ok(failure(ctx, verbs::find_analysis(call(ctx), id.0).await)?.map(NetworkAnalysis::from))
    }

    /// What changed from one analysis of a network to a later one; `null` when there are no two that the viewer may read
    /// (German: Vergleich zweier Netzwerkanalysen).
    #[graphql(directive = authorized::apply(Action::AnalysisRead), directive = cost::apply(10, None))]
    async fn compare_network_analyses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The earlier one.")] earlier_id: NodeId<AnalysisId>,
        #[graphql(desc = "The later one.")] later_id: NodeId<AnalysisId>,
    ) -> Result<Option<NetworkAnalysisComparison>> {
        let compared = verbs::compare_analyses(call(ctx), earlier_id.0, later_id.0).await;
        Ok(found(ctx, compared)?.map(NetworkAnalysisComparison::from))
    }
}
