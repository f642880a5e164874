//! What other systems are told.

mod catalogue;
mod clients;
mod federation;
mod feed;
mod imports;
mod rights;
mod streams;
mod webhooks;
