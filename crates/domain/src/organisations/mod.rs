//! Organisations: kinds, functions, the tree, territories served, contact points (domain.md 1.3, 1.4).
//!
//! An organisation has a fixed kind and fixed functions, and a free local label, because the same office is called
//! differently everywhere. Its [`Profile`] has a history: a [`Stage`] says what it was from a day until a day.

mod address;
mod close;
mod function;
mod kind;
mod merge;
mod organisation;
mod stage;
mod tree;

pub use address::Address;
pub use function::OrganisationFunction;
pub use kind::OrganisationKind;
pub use organisation::{Organisation, OrganisationState, Profile};
pub use stage::{Stage, StageChange};
pub use tree::check_parent;
