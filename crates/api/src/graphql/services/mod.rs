//! Other systems and scripts: service accounts with their secrets, personal access tokens (German: Dienstkonten).

mod account;
mod inputs;
mod mutations;
mod queries;
mod token;
mod token_mutations;

pub(crate) use account::ServiceAccount;
pub(crate) use mutations::ServiceMutations;
pub(crate) use queries::ServiceQueries;
pub(crate) use token_mutations::PersonalTokenMutations;
