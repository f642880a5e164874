//! The GraphQL schema and everything between it and the network. Translates; decides nothing.

pub mod gate;
pub mod graphql;
pub mod http;
