//! People and the functions that they hold in organisations (domain.md 1.5).
//!
//! Every row about a person carries the organisation that keeps the person's record and its district, so that scope is
//! one indexed condition in every table. [`PeopleScope`] moves them when the record, or its organisation, moves.

mod change;
mod filter;
mod functions;
mod read;
mod row;
mod scope;

pub use filter::{PersonFilter, PersonOrder};
pub use functions::{FunctionFilter, Functions};
pub use read::{Alike, People};
pub(crate) use row::read as read_person;
pub use scope::PeopleScope;
