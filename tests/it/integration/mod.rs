//! What other systems are told.

mod catalogue;
mod clients;
mod exports;
mod federation;
mod feed;
mod feeds;
mod imports;
mod mails;
mod nats;
mod rights;
mod streams;
mod webhooks;
