//! Territories (German: Gebietskörperschaften).

mod inputs;
mod mutations;
mod queries;
mod relatives;
mod report;
mod types;

pub(crate) use mutations::TerritoryMutations;
pub(crate) use queries::TerritoryQueries;
pub(crate) use types::Territory;
