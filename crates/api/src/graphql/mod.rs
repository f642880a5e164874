//! The one schema: a room for each area, and what they share.

mod audit;
mod node;
mod shared;

use async_graphql::{EmptyMutation, EmptySubscription, MergedObject, SchemaBuilder};

/// Everything that can be read (German: Abfragen).
#[derive(Debug, Default, MergedObject)]
pub struct Query(node::NodeQueries, audit::AuditQueries);

/// The schema as it is served.
pub type Schema = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// The schema, before the gate adds its limits.
pub fn schema() -> SchemaBuilder<Query, EmptyMutation, EmptySubscription> {
    async_graphql::Schema::build(Query::default(), EmptyMutation, EmptySubscription)
}
