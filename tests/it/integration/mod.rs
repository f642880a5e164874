//! What other systems are told.

mod catalogue;
mod clients;
mod federation;
mod feed;
mod feeds;
mod rights;
mod streams;
mod webhooks;
