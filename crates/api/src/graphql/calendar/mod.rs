//! One's own calendar (German: Kalender).

mod mutations;
mod queries;
mod types;

pub(crate) use mutations::CalendarMutations;
pub(crate) use queries::CalendarQueries;
