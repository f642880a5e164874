//! Committees, meetings, resolutions, minutes and measures (domain.md 1.3, 2c).
//!
//! A committee belongs to a network or to an organisation. Who sits in it is a history of seats with terms; a meeting
//! counts the voting seats of its day. Minutes are frozen when they are approved; what comes later is an amendment.

mod agenda;
mod attendance;
mod committee;
mod invitation;
mod kind;
mod measure;
mod measure_state;
mod meeting;
mod meeting_state;
mod membership;
mod minutes;
mod minutes_form;
mod paper;
mod resolution;
mod rules;
mod structure;
mod task;

pub use agenda::{AgendaItem, AgendaItemDraft, AgendaPurpose, moved};
pub use attendance::{InvitationAnswer, MeetingAttendance, Participant, QuorumCount, check_substitute};
pub use committee::{Committee, CommitteeProfile, CommitteeState};
pub use invitation::{MeetingInvitation, check_lead_time};
pub use kind::{CommitteeKind, CommitteeRole, CommitteeVisibility, MeetingFormat, PaperKind};
pub use measure::{Measure, MeasureDraft, MeasureStep};
pub use measure_state::{MeasureState, MeasureVerb};
pub use meeting::{Meeting, MeetingPlan};
pub use meeting_state::{MeetingState, MeetingVerb};
pub use membership::{CommitteeMembership, check_seats, seats_on};
pub use minutes::{Minutes, MinutesState, MinutesText, Remark, RemarkKind, check_amendable};
pub use minutes_form::{Amendment, FormAttendee, FormItem, FormResolution, MinutesForm, digest};
pub use paper::{Paper, PaperDraft};
pub use resolution::{
    Electorate, Poll, Resolution, ResolutionDraft, ResolutionMode, ResolutionState, ResolutionVerb, Votes,
    check_circular,
};
pub use rules::{CommitteeRules, DecisionRule, QuorumKind, QuorumRule};
pub use structure::{double_structure, fields_of};
pub use task::{Task, TaskKind};
