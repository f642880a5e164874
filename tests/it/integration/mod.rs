//! What other systems are told.

mod catalogue;
mod feed;
mod rights;
mod streams;
