//! Committees, meetings, resolutions, minutes and measures (domain.md 2c).
//!
//! Whoever leads a committee runs its meetings, whatever their role on the platform. All that hangs on a committee
//! changes under its lock, one verb at a time: so numbers have no gaps, counts are right, and nobody waits for each other
//! in a circle.

mod add_agenda_item;
mod add_committee_member;
mod add_paper;
mod amend_minutes;
mod answer_invitation;
mod approve_minutes;
mod calendar;
mod cancel_meeting;
mod compare_committees;
mod create_committee;
mod create_measure;
mod decide_resolution;
mod dissolve_committee;
mod end_committee_member;
mod export_committees;
mod find_committees;
mod find_measures;
mod find_meetings;
mod find_minutes;
mod find_resolutions;
mod input;
mod invite_to_meeting;
mod letters;
mod list_committee_members;
mod list_tasks;
mod move_agenda_item;
mod move_measure;
mod move_meeting;
mod move_resolution;
mod papers;
mod plan_meeting;
mod print_meeting;
mod propose_resolution;
pub(crate) mod record;
mod record_attendance;
mod remark_on_minutes;
mod reschedule_meeting;
mod review_minutes;
mod standing;
mod update_agenda_item;
mod update_committee;
mod update_committee_member;
mod update_measure;
mod update_meeting;
mod update_paper;
mod write_minutes;

pub use add_agenda_item::{AddAgendaItem, AgendaItemInput, add_agenda_item};
pub use add_committee_member::{AddCommitteeMember, add_committee_member};
pub use add_paper::{AddPaper, PaperInput, add_paper};
pub use amend_minutes::{AmendMinutes, amend_minutes};
pub use answer_invitation::{
    AnswerInvitation, LinkedInvitation, LinkedSubstitute, answer_by_link, answer_invitation, open_link,
};
pub use approve_minutes::{ApproveMinutes, approve_minutes};
pub use calendar::OwnMeeting;
pub(crate) use calendar::{list_committee_entries, list_network_entries, list_own_meetings};
pub use cancel_meeting::{CancelMeeting, cancel_meeting};
pub use compare_committees::{
    CommitteeComparison, CommitteeLoad, CommitteeOverlap, CompareCommittees, compare_committees,
};
pub use create_committee::{CreateCommittee, create_committee};
pub use create_measure::{CreateMeasure, MeasureInput, create_measure};
pub use decide_resolution::{DecideResolution, decide_resolution};
pub use dissolve_committee::{DissolveCommittee, dissolve_committee};
pub use end_committee_member::{EndCommitteeMember, end_committee_member};
pub use export_committees::{ComparisonTable, TableFormat, export_committees};
pub use find_committees::{
    count_committees, find_committee, find_committees, list_committees, list_committees_of, list_reached,
};
pub(crate) use find_measures::toward_goals;
pub use find_measures::{
    count_measures, find_measure, list_measure_steps, list_measures, list_measures_of_goals,
    list_measures_of_resolutions,
};
pub use find_meetings::{
    count_meetings, find_agenda_item, find_agenda_items, find_meeting, find_meetings, find_paper, find_papers,
    list_agendas, list_invitations, list_meetings, list_meetings_of, list_own_answers, list_papers,
    list_papers_of_items, list_participants, list_quorums,
};
pub use find_minutes::{find_minutes, list_amendments, list_minutes_of, list_remarks};
pub use find_resolutions::{
    count_resolutions, find_resolution, find_resolutions, list_followers, list_resolutions, list_resolutions_of_items,
    list_resolutions_of_meetings,
};
pub use input::CommitteeProfileInput;
pub use invite_to_meeting::{InviteToMeeting, invite_to_meeting};
pub use list_committee_members::{
    count_committee_members, find_committee_member, find_committee_members, list_committee_members,
    list_members_of_committees,
};
pub use list_tasks::list_tasks;
pub use move_agenda_item::{ChangeAgendaItem, move_agenda_item, remove_agenda_item};
pub use move_measure::{MoveMeasure, move_measure};
pub use move_meeting::{MoveMeeting, close_meeting, open_meeting};
pub use move_resolution::{MoveResolution, move_resolution};
pub use persistence::meetings::{
    CommitteeFilter, CommitteeMembershipFilter, CommitteeOrder, MeasureFilter, MeetingFilter, ResolutionFilter,
};
pub use plan_meeting::{MeetingPlanInput, PlanMeeting, plan_meeting};
pub use print_meeting::{print_invitation, print_minutes, print_results};
pub use propose_resolution::{ProposeResolution, propose_resolution};
pub(crate) use record::committee_handed_over;
pub use record_attendance::{AttendanceEntry, RecordAttendance, record_attendance};
pub use remark_on_minutes::{RemarkOnMinutes, SettleRemark, remark_on_minutes, settle_remark};
pub use reschedule_meeting::{RescheduleMeeting, reschedule_meeting};
pub use review_minutes::{ReturnMinutes, SubmitMinutes, return_minutes, submit_minutes};
pub(crate) use standing::sight;
pub use standing::{find_roles, owner_by_roles};
pub(crate) use standing::{knows_attendance, knows_seats};
pub use update_agenda_item::{UpdateAgendaItem, update_agenda_item};
pub use update_committee::{UpdateCommittee, update_committee};
pub use update_committee_member::{UpdateCommitteeMember, update_committee_member};
pub use update_measure::{UpdateMeasure, update_measure};
pub use update_meeting::{UpdateMeeting, update_meeting};
pub use update_paper::{UpdatePaper, WithdrawPaper, update_paper, withdraw_paper};
pub use write_minutes::{DraftMinutes, UpdateMinutes, draft_minutes, update_minutes};
