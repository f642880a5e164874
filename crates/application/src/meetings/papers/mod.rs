//! Invitations and minutes on paper: what was loaded, set for the reader.

mod invitation;
mod minutes;
mod results;
mod words;

pub(super) use invitation::{InvitationSheet, Sending};
pub(super) use minutes::{MinutesSheet, Names};
pub(super) use results::ResultsSheet;
pub(super) use words::Words;
