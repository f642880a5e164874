//! One file per thing that a person or service can do: permit, load, decide, write, audit.
//!
//! Every verb takes a [`Call`], which knows who asks, and answers with a value of the domain or an [`Error`].

mod call;
mod contact_points;
mod error;
mod machine;
mod mirrored;
mod outbound;
mod platform;
mod recorded;
mod version;

pub mod access;
pub mod accounts;
pub mod audit;
pub mod calendar;
pub mod consulting;
pub mod files;
pub mod idempotency;
pub mod integration;
pub mod meetings;
pub mod networks;
pub mod oparl;
pub mod organisations;
pub mod outbox;
pub mod people;
pub mod printed;
pub mod qualifications;
pub mod search;
pub mod security;
pub mod services;
pub mod territories;
pub mod tls;
pub mod worlds;

pub use call::Call;
pub use error::Error;
pub use machine::{SystemClock, SystemIds};
pub use persistence::{counted, statements_in_total};
pub use platform::{Platform, Settings};
