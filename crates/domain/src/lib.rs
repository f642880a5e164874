//! What the platform knows and allows.
//!
//! Pure and synchronous: no IO, no clock, no randomness, no framework. Values are checked when they are made, so an
//! invalid one cannot exist; decisions take loaded values and return an outcome. The areas carry the same names in
//! every crate; see `CONTRIBUTING.md` for the way of one mutation through them.

pub mod access;
pub mod accounts;
pub mod calendar;
pub mod consulting;
pub mod files;
pub mod integration;
pub mod meetings;
pub mod networks;
pub mod oparl;
pub mod organisations;
pub mod people;
pub mod qualifications;
pub mod search;
pub mod services;
pub mod shared;
pub mod territories;
