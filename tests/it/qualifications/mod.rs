//! Qualifications: seats, the waiting list, modules that build on each other, changes after publication.

mod agreements;
mod bad_input;
mod by_hand;
mod changes;
mod co_hosts;
mod certificates;
mod certificates_over_http;
mod check_in;
mod feeds;
mod forgetting;
mod invitations;
mod journey;
mod kinds;
mod model;
mod modules;
mod moving;
mod over_http;
mod questions;
mod recurrence;
mod reminders;
mod rights;
mod seats;
pub(crate) mod stage;
mod timeline;
mod trainers;
mod waiting;
