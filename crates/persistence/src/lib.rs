//! The only room that knows SQL.
//!
//! Reads take a [`domain::access::Visibility`], writes take a [`domain::access::Permit`] and happen inside a
//! [`UnitOfWork`], whose `commit` is the only way to keep them. Entities stay in here; what comes out are types of
//! the domain. One code path serves SQLite and PostgreSQL; `docs/adr` says how their differences are absorbed.

mod connect;
mod count;
mod entities;
mod error;
mod page;
mod ranked;
mod rows;
mod scope;
mod stored;
mod unit_of_work;

pub mod accounts;
pub mod audit;
pub mod calendar;
pub mod consulting;
pub mod contact_points;
pub mod files;
pub mod integration;
pub mod meetings;
pub mod networks;
pub mod oparl;
pub mod organisations;
pub mod outbox;
pub mod people;
pub mod qualifications;
pub mod schema;
pub mod search;
pub mod services;
pub mod territories;

pub use connect::{Database, Engine, Source};
pub use count::{counted, statements_in_total};
pub use error::StoreError;
pub use unit_of_work::{Change, FieldChange, IdempotencyClaim, Origin, UnitOfWork};
