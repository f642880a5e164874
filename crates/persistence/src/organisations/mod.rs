//! Organisations: kinds, functions, the tree, territories served, contact points (domain.md 1.3, 1.4).
//!
//! `organisation` has what is now, `organisation_stage` what was from a day until a day (ADR 0018): its last stage
//! says the same as `organisation`, so that lists of today need no join and lists of a day no special case.

mod change;
mod filter;
mod history;
mod nested;
mod read;
mod row;

pub use filter::{OrganisationFilter, OrganisationOrder};
pub use read::Organisations;
