//! One file, one command.

pub(crate) mod account;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod keygen;
pub(crate) mod migrate;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod seed;
pub(crate) mod serve;
