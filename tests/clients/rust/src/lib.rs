//! Every document of `schema/operations` as graphql_client generates it: that it compiles is the test. The acceptance
//! tests sign in and read with it.

pub use graphql_client::{GraphQLQuery, Response};

/// The custom scalars, as they are on the wire.
pub mod scalars {
    pub type Action = String;
    pub type DateTime = String;
    pub type LocalDate = String;
    pub type Quantity = String;
}

include!(concat!(env!("OUT_DIR"), "/documents.rs"));
