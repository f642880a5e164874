//! People and the functions that they hold in organisations (domain.md 1.5).
//!
//! An organisation keeps the record of a person: it decides who may see and change it. Functions are held in any
//! organisation, also in several, each for a period: what somebody was can be read for any day.

mod duplicate;
mod function;
mod person;
mod role;

pub use duplicate::name_key;
pub use function::{Ending, FunctionState, PersonFunction, check_overlap};
pub use person::{Person, PersonName, PersonState, Salutation, check_languages};
pub use role::FunctionRole;
