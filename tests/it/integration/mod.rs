//! What other systems are told.

mod catalogue;
mod clients;
mod exports;
mod federation;
mod feed;
mod rights;
mod streams;
mod webhooks;
