//! Qualifications: seats, the waiting list, modules that build on each other, changes after publication.

mod agreements;
mod bad_input;
mod changes;
mod feeds;
mod forgetting;
mod invitations;
mod journey;
mod modules;
mod over_http;
mod questions;
mod recurrence;
mod reminders;
mod rights;
mod seats;
pub(crate) mod stage;
mod trainers;
mod waiting;
