use super::entity::Entity;
use super::representation::Representation;
use super::subgraph;
use crate::gate::authorized;
use crate::graphql::node::find_in_order;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;

/// The platform as a subgraph (German: Teilgraph).
#[derive(SimpleObject)]
#[graphql(name = "_Service")]
struct Service {
    /// Its schema, for the composition of a supergraph.
    sdl: String,
}

/// The two fields that a gateway asks for.
#[derive(Debug, Default)]
pub(crate) struct FederationQueries;

#[Object]
impl FederationQueries {
    /// The schema as a subgraph of Apollo Federation 2, for those who may see the schema.
    #[graphql(name = "_service", directive = authorized::apply(Action::NodeRead))]
    async fn service(&self) -> Service {
        Service { sdl: subgraph::sdl().to_owned() }
    }

    /// The records that other subgraphs name, at most 100, in the same order; `null` for each that does not exist or
    /// that the viewer may not see.
    #[graphql(name = "_entities", directive = authorized::apply(Action::NodeRead))]
    async fn entities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Each with its type and global id.", validator(max_items = 100))] representations: Vec<
            Representation,
        >,
    ) -> Result<Vec<Option<Entity>>> {
        let ids: Vec<_> = representations.iter().map(Representation::id).collect();
        let found = find_in_order(ctx, &ids).await?;
        Ok(found.into_iter().map(|node| node.map(Entity)).collect())
    }
}
