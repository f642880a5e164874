//! Agreements, on which consulting and many offers rest (German: Vereinbarungen).

mod inputs;
mod mutations;
mod queries;
mod types;

pub(crate) use mutations::AgreementMutations;
pub(crate) use queries::AgreementQueries;
pub(crate) use types::Agreement;
