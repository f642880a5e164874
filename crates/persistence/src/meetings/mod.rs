//! Committees, meetings, resolutions, minutes and measures (domain.md 2c).
//!
//! What hangs on a committee is seen through it: every read names who asks ([`CommitteeSight`]) and finds only rows of
//! committees that they reach by right or in which they sit, and of the others only what is public in them.

mod agenda_items;
mod committee_row;
mod committees;
mod invitations;
mod measures;
mod meeting;
mod meeting_rows;
mod memberships;
mod minutes;
mod papers;
mod participants;
mod resolution_row;
mod resolutions;
mod sight;
mod tasks;

/// How rows are read, for those who need records of many committees at once.
pub(crate) mod rows {
    pub(crate) use super::committee_row::{read as read_committee, read_seat};
    pub(crate) use super::meeting_rows::{read as read_meeting, read_item, read_paper};
    pub(crate) use super::resolution_row::read as read_resolution;
}

pub use agenda_items::AgendaItems;
pub use committees::{CommitteeFilter, CommitteeOrder, Committees};
pub use invitations::MeetingInvitations;
pub use measures::{MeasureFilter, Measures};
pub use meeting::{MeetingFilter, Meetings};
pub use memberships::{CommitteeMembershipFilter, CommitteeMemberships};
pub use minutes::MinutesBooks;
pub use papers::Papers;
pub use participants::Participants;
pub use resolutions::{ResolutionFilter, Resolutions};
pub use sight::CommitteeSight;
pub(crate) use sight::seats_of;
pub use tasks::Tasks;
