//! Subscriptions: the rules of both protocols, rights while a stream is open, and nothing missed.

mod clients;
mod protocol;
mod resume;
mod rights;
mod seats;
mod slow;
mod socket;
mod sse;
mod tasks;
