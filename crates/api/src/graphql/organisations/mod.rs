//! Organisations (German: Organisationen).

mod inputs;
mod mutations;
mod queries;
mod types;

pub(crate) use mutations::OrganisationMutations;
pub(crate) use queries::OrganisationQueries;
pub(crate) use types::Organisation;
