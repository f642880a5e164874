//! One file per thing that a person or service can do: permit, load, decide, write, audit.

pub mod accounts;
pub mod organisations;
pub mod people;
pub mod territories;
