use super::comparison::CommitteeComparison;
use super::filters::values;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Enum, LocalDate, NodeId, call, failure};
use application::meetings as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::meetings::CommitteeKind;
use domain::shared::{NetworkId, OrganisationId};

/// Which committees are compared; what is left out does not narrow them (German: Filter).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct CommitteeComparisonFilter {
    /// Those of this network (German: Netzwerk).
    network_id: Option<NodeId<NetworkId>>,
    /// Those whose business this organisation runs (German: geschäftsführende Stelle).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// Those of one of these kinds (German: Arten).
    kinds: Option<Vec<Enum<CommitteeKind>>>,
}

/// The fields that compare committees.
#[derive(Debug, Default)]
pub(crate) struct ComparisonQueries;

#[Object]
impl ComparisonQueries {
    /// Compares committees as of a day: their overlap, double structures, and the load of each person. Only committees
    /// whose seats the viewer may read are compared (German: Überschneidung von Gremien und Belastung je Person).
    #[graphql(directive = authorized::apply(Action::CommitteeRead), directive = cost::apply(10, None))]
    async fn committee_comparison(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which committees.")] filter: Option<CommitteeComparisonFilter>,
        #[graphql(desc = "As of which day; today unless given.")] on: Option<LocalDate>,
    ) -> Result<CommitteeComparison> {
        let filter = filter.unwrap_or_default();
        let asked = verbs::CompareCommittees {
            network: filter.network_id.map(|id| id.0),
            organisation: filter.organisation_id.map(|id| id.0),
            kinds: values(filter.kinds),
            on: on.map(|day| day.0),
        };
        let compared = failure(ctx, verbs::compare_committees(call(ctx), asked.clone()).await)?;
        Ok(CommitteeComparison::new(asked, compared))
    }
}
