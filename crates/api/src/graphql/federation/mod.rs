//! The platform as a subgraph of a federated graph (Apollo Federation 2): a gateway composes its schema with those of
//! other systems, and reads records that those name by their global ids.

mod entity;
mod queries;
mod representation;
mod subgraph;

pub(crate) use queries::FederationQueries;
