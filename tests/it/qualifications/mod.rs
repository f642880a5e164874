//! Qualifications: seats, the waiting list, modules that build on each other, changes after publication.

mod agreements;
mod changes;
mod invitations;
mod journey;
mod modules;
mod over_http;
mod rights;
mod seats;
mod stage;
mod trainers;
mod waiting;
