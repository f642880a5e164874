//! Series, modules, sessions, registrations, attendance, certificates and trainers (domain.md 2b).
//!
//! Whoever decides on seats first holds the session's row ([`Sessions::hold`]): on PostgreSQL this locks it until the unit
//! of work ends, on SQLite there is one writer anyway. So seats are counted and given by one request at a time.

mod addresses;
mod attendances;
mod certificate_filter;
mod certificate_row;
mod certificates;
mod check_ins;
mod co_hosts;
mod completed;
mod details;
mod evaluation_row;
mod evaluations;
mod hand_over;
mod invitees;
mod modules;
mod past;
mod questions;
mod reach;
mod reach_rows;
mod register;
mod registration_filter;
mod registration_row;
mod registrations;
mod reminders;
mod seats;
mod series;
mod series_row;
mod session_filter;
mod session_row;
mod sessions;
mod sight;
mod trainers;
mod urns;
mod waiting_changes;

pub use addresses::{Addresses, Reader};
pub use attendances::Attendances;
pub use certificate_filter::{CertificateFilter, CertificateSight};
pub use certificates::Certificates;
pub use check_ins::CheckIns;
pub(crate) use co_hosts::{of_series as co_hosted_series, of_sessions as co_hosted_sessions};
pub use co_hosts::{replace_series_co_hosts, replace_session_co_hosts};
pub use completed::Completions;
pub use details::{forget_details, sessions_with_details};
pub use evaluations::Evaluations;
pub use hand_over::hand_over_offers;
pub use invitees::{Invitee, Invitees};
pub use modules::Modules;
pub use past::{
    ForgottenEntries, forget_attendance, forget_entries, hold_attendance_of, is_attendance_forgotten,
    oldest_attendance, sessions_with_entries,
};
pub use questions::{Asking, Questions};
pub use reach::{Reach, ReachBy, ReachScope, SessionSum};
pub use register::take_numbers;
pub use registration_filter::RegistrationFilter;
pub use registrations::Registrations;
pub use reminders::{due_reminders, take_reminder};
pub use seats::{SeatCounts, WaitingPlace};
pub use series::{SeriesFilter, SeriesList};
pub use session_filter::SessionFilter;
pub use sessions::Sessions;
pub(crate) use sight::offers;
pub use sight::{OfferSight, RegistrationSight, TrainerSight};
pub use trainers::Trainers;
pub use urns::Urns;
pub use waiting_changes::{WaitingChangeFilter, WaitingChanges};
