//! Agreements between the Transferagentur and municipalities (domain.md 2a).

mod agreements;
mod row;

pub use agreements::{AgreementFilter, Agreements};
